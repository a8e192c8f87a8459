"""What agents proposed, moved along with every edit of the text it is about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import replace
from operator import attrgetter

from cocreate.core.origin import Edit
from cocreate.core.suggestion import Hunk, Match, Note, Verdict
from cocreate.text.anchor import move_range, move_span
from cocreate.text.match import find_quote, insertion_offset

HunkPair = tuple[Hunk, Hunk]


def rebase_hunk(hunk: Hunk, edit: Edit) -> Hunk:
    """Return the hunk as it stands after an edit of its scene.

    A pending hunk moves when the edit is elsewhere and turns stale when it touches the hunk's own
    words. A decided or stale one keeps the stretch that is left of it. A loose one stands nowhere.
    """
    if hunk.end < edit.start or not _stands(hunk):
        return hunk
    if edit.old.text == edit.new.text:
        return hunk
    removed, inserted = len(edit.old.text), len(edit.new.text)
    if hunk.verdict is not Verdict.PENDING:
        start, end = move_span(hunk.start, hunk.end, edit.start, removed, inserted)
        return _standing(hunk, start, end)
    if hunk.start == hunk.end and hunk.new.endswith("\n"):
        moved = _moved_line_place(hunk.start, edit)
    else:
        moved = move_range(hunk.start, hunk.end, edit.start, removed, inserted)
    if moved is None:
        start, end = move_span(hunk.start, hunk.end, edit.start, removed, inserted)
        return replace(hunk, start=start, end=end, verdict=Verdict.STALE)
    return _standing(hunk, *moved)


def _stands(hunk: Hunk) -> bool:
    return hunk.start >= 0 and hunk.verdict is not Verdict.LOOSE


def _standing(hunk: Hunk, start: int, end: int) -> Hunk:
    if (start, end) == (hunk.start, hunk.end):
        return hunk
    return replace(hunk, start=start, end=end)


def _moved_line_place(place: int, edit: Edit) -> tuple[int, int] | None:
    """Return where a place for whole lines stands after an edit; None if no line begins there now.

    What is put in exactly there comes behind it, so that the place keeps following its line.
    """
    if edit.start >= place:
        return place, place
    if edit.old_end > place or (edit.old_end == place and not edit.new.text.endswith("\n")):
        return None
    return place + edit.growth, place + edit.growth


def is_restored_by_inverse(before: Hunk, after: Hunk, edit: Edit) -> bool:
    """Whether rebasing `after` through the inverted edit gives `before` again."""
    return rebase_hunk(after, edit.inverted()) == before


def rebase_hunks(hunks: MutableMapping[str, Hunk], edit: Edit) -> list[HunkPair]:
    """Move all hunks of a scene through an edit.

    Returns (before, after) of those that the inverted edit would not bring back as they were:
    the ones that turned stale, and stretches of which an end was cut off. An undo step keeps them.
    """
    if isinstance(hunks, HunkIndex):
        return hunks.rebase(edit)
    pairs: list[HunkPair] = []
    for id_, hunk in hunks.items():
        if hunk.end < edit.start:
            continue
        after = rebase_hunk(hunk, edit)
        if after is not hunk:
            hunks[id_] = after
        if hunk.start <= edit.old_end and not is_restored_by_inverse(hunk, after, edit):
            pairs.append((hunk, after))
    return pairs


def hunks_between(hunks: Mapping[str, Hunk], start: int, end: int) -> list[Hunk]:
    """Return the hunks that stand in or touch a range, in the order of the text."""
    if isinstance(hunks, HunkIndex):
        return hunks.between(start, end)
    found = [hunk for hunk in hunks.values() if 0 <= hunk.start <= end and hunk.end >= start]
    return sorted(found, key=lambda hunk: hunk.start)


def rebase_note(note: Note, edit: Edit) -> Note:
    """Return the note as it stands after an edit of its scene.

    It clings to what is left of the words it quotes. When all are gone it stands nowhere, until
    words that hold the quote exactly once come in.
    """
    words = edit.new.text
    if words == edit.old.text:
        return note
    if note.start < 0:
        return _found_again(note, edit)
    if note.end < edit.start:
        return note
    start, end = move_span(note.start, note.end, edit.start, len(edit.old.text), len(words))
    if start == end and note.start < note.end:
        return replace(note, start=-1, end=-1)
    return note if (start, end) == (note.start, note.end) else replace(note, start=start, end=end)


def rebase_matches(matches: MutableMapping[str, Match], edit: Edit) -> None:
    """Move all matches of a scene through an edit; one whose words all went stands nowhere."""
    if not matches or edit.old.text == edit.new.text:
        return
    size = (edit.start, len(edit.old.text), len(edit.new.text))
    for id_, match in matches.items():
        if match.start < 0 or match.end <= edit.start:
            continue
        is_gone = edit.old.text and edit.start <= match.start and match.end <= edit.old_end
        start, end = (-1, -1) if is_gone else move_span(match.start, match.end, *size)
        matches[id_] = replace(match, start=start, end=end)


def _found_again(note: Note, edit: Edit) -> Note:
    words = edit.new.text
    found = words.find(note.quote) if note.quote else -1
    if found < 0 or words.find(note.quote, found + 1) >= 0:
        return note
    start = edit.start + found
    return replace(note, start=start, end=start + len(note.quote))


def rebase_notes(notes: MutableMapping[str, Note], edit: Edit) -> list[Note]:
    """Move all notes of a scene through an edit; return those that changed, as they stand now."""
    changed: list[Note] = []
    for id_, note in notes.items():
        after = rebase_note(note, edit)
        if after is not note:
            notes[id_] = after
            changed.append(after)
    return changed


def place(text: str, old: str, line: int | None) -> tuple[int, int] | None:
    """Return the range of the words that a proposal is about, or None when it is loose.

    Args:
        text: the scene as the agent saw it.
        old: the words quoted; "" for lines to be put in after `line`.
        line: the line (from 1) that the agent named.
    """
    if not old:
        offset = insertion_offset(text, line)
        return None if offset is None else (offset, offset)
    match = find_quote(text, old, line)
    return None if match is None else (match.start, match.end)


class _Slot:
    """A hunk in the index. Its place is `start`, `end`, plus the pending shift if `is_behind`."""

    __slots__ = ("end", "hunk", "is_behind", "start")

    def __init__(self, hunk: Hunk) -> None:
        self.hunk = hunk
        self.start = hunk.start
        self.end = hunk.end
        self.is_behind = False


class HunkIndex(MutableMapping[str, Hunk]):
    """The hunks of a scene by id, in the order in which they came; cheap to move by the thousand.

    Placed hunks also stand in a list sorted by start. Behind one index of that list, the gap, all
    places have the same shift still to be added, so that a key moves thousands of them by changing
    one number. The gap follows the edits.
    """

    def __init__(self, hunks: Mapping[str, Hunk] | Iterable[tuple[str, Hunk]] = ()) -> None:
        self._slots: dict[str, _Slot] = {}
        self._order: list[_Slot] = []
        self._gap = 0
        self._shift = 0
        self._longest = 0
        for id_, hunk in dict(hunks).items():
            self[id_] = hunk

    def __repr__(self) -> str:
        return f"HunkIndex({dict(self)!r})"

    def __len__(self) -> int:
        return len(self._slots)

    def __iter__(self) -> Iterator[str]:
        return iter(self._slots)

    def __getitem__(self, id_: str) -> Hunk:
        return self._value(self._slots[id_])

    def __setitem__(self, id_: str, hunk: Hunk) -> None:
        known = self._slots.get(id_)
        if known is None:
            slot = self._slots[id_] = _Slot(hunk)
        else:
            slot = known
            self._take_out(slot)
            slot.hunk, slot.start, slot.end, slot.is_behind = hunk, hunk.start, hunk.end, False
        if _stands(hunk):
            self._put_in(slot)

    def __delitem__(self, id_: str) -> None:
        self._take_out(self._slots.pop(id_))

    def between(self, start: int, end: int) -> list[Hunk]:
        """Return the hunks that stand in or touch a range, in the order of the text."""
        low = bisect_left(self._order, start - self._longest, key=self._start)
        high = bisect_right(self._order, end, key=self._start)
        return [
            self._value(slot)
            for slot in self._order[low:high]
            if slot.end + (self._shift if slot.is_behind else 0) >= start
        ]

    def rebase(self, edit: Edit) -> list[HunkPair]:
        """Move all hunks through an edit; the answer is that of `rebase_hunks`."""
        if not self._order or edit.old.text == edit.new.text:
            return []
        self._move_gap(bisect_right(self._order, edit.old_end, key=self._start))
        self._shift += edit.growth
        low = bisect_left(self._order, edit.start - self._longest, hi=self._gap, key=self._start)
        window = self._order[low : self._gap]
        near = [slot for slot in window if slot.end >= edit.start]
        if not near:
            return []
        pairs = [pair for slot in near if (pair := self._rebase_slot(slot, edit)) is not None]
        window.sort(key=attrgetter("start"))
        self._order[low : self._gap] = window
        return pairs

    def _rebase_slot(self, slot: _Slot, edit: Edit) -> HunkPair | None:
        """Move one hunk that stands before the gap; None if the inverted edit moves it back."""
        if slot.hunk.verdict is not Verdict.PENDING:
            return self._move_slot(slot, edit)
        before = self._value(slot)
        after = rebase_hunk(before, edit)
        slot.hunk, slot.start, slot.end = after, after.start, after.end
        self._longest = max(self._longest, slot.end - slot.start)
        return None if is_restored_by_inverse(before, after, edit) else (before, after)

    def _move_slot(self, slot: _Slot, edit: Edit) -> HunkPair | None:
        """Do the same for one that is not pending: only its place can change, so no hunk is made.

        Typing goes on inside a stretch of which a hunk was made stale, so each key comes here.
        """
        removed, inserted = len(edit.old.text), len(edit.new.text)
        before = (slot.start, slot.end)
        after = move_span(*before, edit.start, removed, inserted)
        slot.start, slot.end = after
        self._longest = max(self._longest, slot.end - slot.start)
        is_past = after[1] < edit.start
        back = after if is_past else move_span(*after, edit.start, inserted, removed)
        if back == before:
            return None
        return _standing(slot.hunk, *before), self._value(slot)

    def _start(self, slot: _Slot) -> int:
        return slot.start + self._shift if slot.is_behind else slot.start

    def _value(self, slot: _Slot) -> Hunk:
        start = self._start(slot)
        slot.hunk = _standing(slot.hunk, start, start + slot.end - slot.start)
        return slot.hunk

    def _move_gap(self, to: int) -> None:
        shift = self._shift
        if to > self._gap:
            for slot in self._order[self._gap : to]:
                slot.start += shift
                slot.end += shift
                slot.is_behind = False
        else:
            for slot in self._order[to : self._gap]:
                slot.start -= shift
                slot.end -= shift
                slot.is_behind = True
        self._gap = to
        if to == len(self._order):
            self._shift = 0

    def _put_in(self, slot: _Slot) -> None:
        at = bisect_right(self._order, slot.start, key=self._start)
        if at < self._gap:
            self._gap += 1
        elif at > self._gap:
            slot.start -= self._shift
            slot.end -= self._shift
            slot.is_behind = True
        else:
            self._gap += 1
        self._order.insert(at, slot)
        self._longest = max(self._longest, slot.end - slot.start)

    def _take_out(self, slot: _Slot) -> None:
        if not _stands(slot.hunk):
            return
        at = bisect_left(self._order, self._start(slot), key=self._start)
        while self._order[at] is not slot:
            at += 1
        del self._order[at]
        if at < self._gap:
            self._gap -= 1
