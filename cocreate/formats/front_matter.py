"""The lines between two `---` at a file's head in which many programs keep its title and author.

They stay in the text as they are, for a scene is an exact slice of its file, but they are not read
as words or headings. A scene break and a line underlined with `---` look alike; so only lines of
`key: value` count of which at least one key says something about the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_END = r"(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
_FENCED = re.compile(rf"\ufeff?---[ \t]*\n((?:(?!{_END})[^\n]*\n)*){_END}")
_FIELD = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_MORE = re.compile(r"[ \t]+\S|-[ \t]|#|$")  # what may follow a key: a list, a comment
_KNOWN = frozenset(
    (
        *("title", "subtitle", "author", "authors", "writer", "creator", "language", "lang"),
        *("date", "tags", "keywords", "description", "draft", "layout", "aliases", "categories"),
    )
)
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands at a text's head.

    Args:
        end: offset behind its closing line; 0 where there is none.
        fields: its values on one line, by their keys in small letters; those of a list are
            divided by ", ".
    """

    end: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Return the title, or ""."""
        return self.fields.get("title", "")

    @property
    def writer(self) -> str:
        """Return who wrote the text, or ""."""
        return self._first("author", "authors", "writer", "creator")

    @property
    def language(self) -> str:
        """Return the language as it is given there, or ""."""
        return self._first("language", "lang")

    def _first(self, *keys: str) -> str:
        return next((self.fields[key] for key in keys if self.fields.get(key)), "")


def front_matter(text: str) -> FrontMatter:
    """Return what stands at a text's head; nothing where it begins with words."""
    if not text.startswith(("---", "\ufeff---")):
        return FrontMatter()
    found = _FENCED.match(text, 0, _LONGEST)
    if not found or (found.end() == _LONGEST < len(text)):
        return FrontMatter()
    values: dict[str, list[str]] = {}
    key = ""
    for line in found[1].splitlines():
        if matched := _FIELD.match(line):
            key = matched[1].lower()
            values[key] = _values(matched[2] or "")
        elif key and _MORE.match(line):
            values[key] += _values(line.strip().removeprefix("- "))
        else:
            return FrontMatter()
    if _KNOWN.isdisjoint(values):
        return FrontMatter()
    return FrontMatter(found.end(), {key: ", ".join(words) for key, words in values.items()})


def _values(words: str) -> list[str]:
    """Return the value of a line, or those of a list in brackets."""
    words = words.strip()
    if words.startswith("#"):
        return []
    if words.startswith("[") and words.endswith("]"):
        return [value for part in words[1:-1].split(",") for value in _values(part)]
    if words[:1] in ("'", '"') and words[-1:] == words[:1] and len(words) > 1:
        words = words[1:-1]
    return [words] if words and words not in ("|", ">") else []
