"""How a suggestion's words are shown: what goes, what comes, and a little of what stays."""

from __future__ import annotations

from html import escape

from cocreate.core.suggestion import Hunk
from cocreate.text.diff import Piece, WordEdit, pieces
from cocreate.ui.theme import Theme, faded

_CONTEXT = 24
_LIMIT = 6_000


def diff_html(hunk: Hunk, theme: Theme) -> str:
    """Return the word-level difference as HTML; every word of the agent is escaped."""
    if len(hunk.old) + len(hunk.new) > _LIMIT:
        return _plain_html(hunk, theme)
    return "".join(_piece_html(piece, theme) for piece in pieces(hunk.old, hunk.new))


def snippet(hunk: Hunk) -> tuple[Piece, ...]:
    """Return the first change with a little around it, on one line, for a row of a list."""
    old, new = hunk.old[:_LIMIT], hunk.new[:_LIMIT]
    found: list[Piece] = []
    has_changed = False
    for piece in pieces(old, new):
        text = " ".join(piece.text.split("\n"))
        if piece.kind != "same":
            has_changed = True
        elif not has_changed and len(text) > _CONTEXT:
            text = "…" + text[-_CONTEXT:]
        found.append(Piece(piece.kind, text))
        if sum(len(part.text) for part in found) > 4 * _CONTEXT:
            break
    return tuple(found)


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


def _piece_html(piece: Piece, theme: Theme) -> str:
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
    return _piece_html(Piece("out", hunk.old), theme) + _piece_html(Piece("in", hunk.new), theme)


def _tint(colour: str, theme: Theme) -> str:
    """Mix a little of a colour into the ground of cards (rich text knows no transparency)."""
    ink, ground = faded(colour, 1.0), faded(theme.raised, 1.0)
    parts = [
        round(base + (top - base) * 0.14)
        for top, base in zip(ink.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]  # the stub says object
    ]
    return "#" + "".join(f"{part:02x}" for part in parts)
