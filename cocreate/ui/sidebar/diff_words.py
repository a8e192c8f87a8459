"""How a suggestion's words are shown: what goes, what comes, and a little of what stays."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from cocreate.core.attributed import AttributedText
from cocreate.core.suggestion import Hunk
from cocreate.text.diff import Piece, WordEdit, pieces
from cocreate.ui.theme import Theme, faded

_CONTEXT = 24
_LIMIT = 6_000
_AROUND = 40


@dataclass(frozen=True, slots=True)
class Around:
    """A few words of the same line before and after a suggestion, so that it can be understood."""

    before: str = ""
    after: str = ""


NOTHING_AROUND = Around()


def around(text: AttributedText, hunk: Hunk) -> Around:
    """Return what stands around a suggestion on its line now."""
    if hunk.start < 0:
        return NOTHING_AROUND
    before = text.slice(max(0, hunk.start - _AROUND), hunk.start)
    after = text.slice(hunk.end, min(len(text), hunk.end + _AROUND))
    lead, tail = before.rpartition("\n")[2], after.partition("\n")[0]
    if len(lead) == _AROUND:
        lead = "…" + lead.partition(" ")[2]
    if len(tail) == _AROUND:
        tail = tail.rpartition(" ")[0] + "…"
    return Around(lead, tail)


def diff_html(hunk: Hunk, theme: Theme, words_around: Around = NOTHING_AROUND) -> str:
    """Return the word-level difference as HTML; every word of the agent is escaped."""
    lead, tail = (
        f'<span style="color:{theme.dim}">{escape(words)}</span>' if words else ""
        for words in (words_around.before, words_around.after)
    )
    return lead + _changes_html(hunk, theme) + tail


def _changes_html(hunk: Hunk, theme: Theme) -> str:
    if len(hunk.old) + len(hunk.new) > _LIMIT:
        return _plain_html(hunk, theme)
    return "".join(piece_html(piece, theme) for piece in pieces(hunk.old, hunk.new))


def snippet(hunk: Hunk, words_around: Around = NOTHING_AROUND) -> tuple[Piece, ...]:
    """Return the first change with a little around it, on one line, for a row of a list."""
    old, new = hunk.old[:_LIMIT], hunk.new[:_LIMIT]
    found: list[Piece] = []
    has_changed = False
    changes = (Piece("same", words_around.before), *pieces(old, new))
    for piece in (*_joined(changes), Piece("same", words_around.after)):
        if not piece.text:
            continue
        text = " ".join(piece.text.split("\n"))
        if piece.kind != "same":
            has_changed = True
        elif not has_changed and len(text) > _CONTEXT:
            cut = text[-_CONTEXT:]
            text = "…" + (cut.partition(" ")[2] or cut)
        found.append(Piece(piece.kind, text))
        if sum(len(part.text) for part in found) > 4 * _CONTEXT:
            break
    return tuple(found)


def _joined(changes: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Join the words before with what stays at the beginning."""
    first, *rest = changes
    if rest and rest[0].kind == "same":
        return (Piece("same", first.text + rest[0].text), *rest[1:])
    return changes


def edit_sentence(old: str, edit: WordEdit) -> str:
    """Return one word edit in words: “calm” → “still”, + “grey”, − “very”."""
    before, after = _named(old[edit.start : edit.end]), _named(edit.new)
    if not before:
        return f"+ {after}"
    if not after:
        return f"− {before}"
    return f"{before} → {after}"


def _named(words: str) -> str:
    if not words:
        return ""
    shown = words.strip() or words.replace("\n", "¶").replace(" ", "␣")
    return "“" + shown.replace("\n", " ¶ ") + "”"


def piece_html(piece: Piece, theme: Theme) -> str:
    """Return a piece of a difference as HTML; its words are escaped."""
    words = escape(piece.text).replace("\n", "<br>")
    match piece.kind:
        case "same":
            return words
        case "out":
            return (
                f'<span style="color:{theme.removed};text-decoration:line-through;'
                f'background:{_tint(theme.removed, theme)}">{words}</span>'
            )
        case "in":
            return (
                f'<span style="color:{theme.added};text-decoration:underline;'
                f'background:{_tint(theme.added, theme)}">{words}</span>'
            )


def _plain_html(hunk: Hunk, theme: Theme) -> str:
    return piece_html(Piece("out", hunk.old), theme) + piece_html(Piece("in", hunk.new), theme)


def _tint(colour: str, theme: Theme) -> str:
    """Mix a little of a colour into the ground of cards (rich text knows no transparency)."""
    ink, ground = faded(colour, 1.0), faded(theme.raised, 1.0)
    parts = [
        round(base + (top - base) * 0.14)
        for top, base in zip(ink.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]  # the stub says object
    ]
    return "#" + "".join(f"{part:02x}" for part in parts)
