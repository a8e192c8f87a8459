"""What a model writes, made harmless: no terminal escapes, no control characters, no half signs."""

from __future__ import annotations

import re

_ESCAPE = re.compile(
    "\x1b(?:\\[[0-?]*[ -/]*[@-~]"  # control sequences: colours, cursor
    "|[\\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\\\)?"  # operating-system commands and their kin
    "|[ -/]*[0-~])?"
    "|\x9b[0-?]*[ -/]*[@-~]"
)
_UNFINISHED = re.compile(
    "\x1b(?:\\[[0-?]*[ -/]*|[\\]PX^_][^\x07\x1b]*\x1b?|[ -/]*)\\Z|\x9b[0-?]*[ -/]*\\Z|\r\\Z"
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPE_PARTS = 256


def clean_text(text: str) -> str:
    """Return text for a manuscript or a thread: line breaks and tabs stay, nothing else controls.

    Line ends become LF, NUL and lone surrogates U+FFFD; terminal escapes and the invisible signs
    that turn the direction of writing are taken out.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    return _CONTROL.sub("", _ESCAPE.sub("", _SURROGATE.sub("\ufffd", text)))


def clean_line(text: str, most: int = 500) -> str:
    """Return one line of at most `most` characters, runs of white space as one space."""
    line = " ".join(clean_text(text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def same_words(text: str) -> str:
    """Return a quotation as a scene could hold it: line ends and impossible signs mended only."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    return _SURROGATE.sub("\ufffd", text)


class StreamCleaner:
    """Clean a text that comes in pieces, also where an escape is cut in two."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, piece: str) -> str:
        """Return what can be shown of everything fed so far and not yet given."""
        text = self._held + piece
        cut = self._safe_end(text)
        self._held = text[cut:]
        return clean_text(text[:cut])

    def close(self) -> str:
        """Return the rest."""
        rest, self._held = self._held, ""
        return clean_text(rest)

    @staticmethod
    def _safe_end(text: str) -> int:
        found = _UNFINISHED.search(text)
        if found is None or len(text) - found.start() > _ESCAPE_PARTS:
            return len(text)
        return found.start()
