"""What the paper shows: a scene or the manuscript as it stood, or what became of it since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from cocreate.core.origin import Fragment
from cocreate.ui.history.looks import Look, Stretch, of_pieces, of_spans
from cocreate.workspace.comparing import Difference, Fate, Stood


@dataclass(frozen=True, slots=True)
class Segment:
    """Where a scene stands in what is shown, and what it was; a difference has no content."""

    scene: str
    start: int
    end: int
    content: Fragment | None = None


@dataclass(slots=True)
class Shown:
    """A text with looks, put together scene by scene."""

    text: str = ""
    stretches: list[Stretch] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)

    def segment_at(self, start: int, end: int) -> Segment | None:
        """Return the scene in which a range stands whole, or None."""
        for segment in self.segments:
            if segment.start <= start and end <= segment.end:
                return segment
        return None

    def first_change(self) -> tuple[int, int] | None:
        """Return the first words that came in or went out, or None."""
        at = 0
        for stretch in self.stretches:
            if stretch.look in (Look.IN, Look.OUT):
                return at, at + stretch.length
            at += stretch.length
        return None

    def start_of(self, scene: str) -> int | None:
        """Return where a scene begins, or None if it is not shown."""
        return next((part.start for part in self.segments if part.scene == scene), None)


def as_it_stood(scenes: Sequence[Stood], *, titled: bool) -> Shown:
    """Return scenes with origins tinted; `titled` puts each one's name above it."""
    shown = Shown()
    texts: list[str] = []
    at = 0
    for stood in scenes:
        if titled:
            at += _title(shown, texts, stood.title, is_first=not shown.segments)
        content = stood.content
        texts.append(content.text)
        shown.stretches += of_spans(content.spans)
        end = at + len(content.text)
        shown.segments.append(Segment(stood.scene, at, end, content))
        at = end
    shown.text = "".join(texts)
    return shown


def beside(differences: Sequence[Difference], *, titled: bool) -> Shown:
    """Return differences word by word; scenes that are the same are only named."""
    shown = Shown()
    texts: list[str] = []
    at = 0
    for found in differences:
        if titled:
            name = _fated(found)
            at += _title(shown, texts, name, is_first=not shown.segments)
        pieces = found.pieces if found.fate is not Fate.SAME or not titled else ()
        words = "".join(piece.text for piece in pieces)
        texts.append(words)
        shown.stretches += of_pieces(pieces)
        shown.segments.append(Segment(found.scene, at, at + len(words)))
        at += len(words)
    shown.text = "".join(texts)
    return shown


def _title(shown: Shown, texts: list[str], title: str, *, is_first: bool) -> int:
    before, behind = ("" if is_first else "\n\n"), "\n\n"
    texts += (before, title, behind)
    shown.stretches += [
        Stretch(len(part), look)
        for part, look in ((before, Look.PLAIN), (title, Look.TITLE), (behind, Look.PLAIN))
        if part
    ]
    return len(before) + len(title) + len(behind)


def _fated(found: Difference) -> str:
    told = {
        Fate.SAME: _tr("{title} (the same)"),
        Fate.CHANGED: "{title}",
        Fate.ADDED: _tr("{title} (came in)"),
        Fate.REMOVED: _tr("{title} (is gone)"),
    }
    return told[found.fate].format(title=found.title)


def _tr(words: str) -> str:
    return QCoreApplication.translate("MomentText", words)
