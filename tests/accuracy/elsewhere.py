"""What other programs do to the files of a mirrored project, and how the seeded writer answers.

Each change is of such a kind that there is only one way to take it in: whole words that stand once
in what is changed give way to words that stand nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cocreate.workspace.mirror_places import Prefer
from tests.accuracy.fuzzer import MOST_SCENES, WORD, Fuzzer, applied
from tests.accuracy.model import UNOBSERVED, Char, Chars, chars
from tests.accuracy.model import Replacement as Put

Part = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Clash:
    """A word that the writer typed where somebody else had changed the same one.

    Args:
        own: the writer's word as it stands.
        more: what stands behind it and is at stake, too.
        theirs: what the file has in place of both.
    """

    own: Chars
    more: Chars
    theirs: str


def edit_elsewhere(fuzzer: Fuzzer) -> None:
    """Let another program change the file, type meanwhile or not, and take the change in."""
    page, here = fuzzer.page, fuzzer.here
    parts = _changes(fuzzer)
    if not parts:
        return
    page.mirrored()
    fuzzer.model.end_burst()
    if page.file_text(here.id) != here.text:
        fuzzer.errors.add("unobserved", 1, f"the file has {page.file_text(here.id)!r}")
        return
    fuzzer.note("edit elsewhere", parts)
    page.write_file(here.id, applied(here.text, parts))
    anchors = [_Anchor.of(here.chars, low, high, new) for low, high, new in parts]
    clash = None
    chance = fuzzer.random.random()
    if chance < 0.25:
        _type_apart(fuzzer, parts)
    elif chance < 0.75:
        clash = _type_there(fuzzer, parts, anchors)
    if fuzzer.random.random() < 0.15:
        fuzzer.note("reopen")
        page.reopen()
        fuzzer.begin_again(here.id)
    _take_in(fuzzer, anchors, clash)


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A change of the file, by the very characters that give way and the one in front of them."""

    front: Char | None
    gone: Chars
    new: str

    @classmethod
    def of(cls, given: Chars, low: int, high: int, new: str) -> _Anchor:
        return cls(given[low - 1] if low else None, given[low:high], new)

    def put(self, given: Chars, source: str) -> Put:
        start = given.index(self.gone[0]) if self.gone else 0
        if not self.gone and self.front is not None:
            start = given.index(self.front) + 1
        return start, start + len(self.gone), chars(self.new, UNOBSERVED, source)


def _changes(fuzzer: Fuzzer) -> list[Part]:
    """Return changes of some words of a passage, with offsets in the scene."""
    found = [hit.span() for hit in WORD.finditer(fuzzer.here.text)]
    if len(found) < 2:
        return []
    first = fuzzer.random.randrange(len(found) - 1)
    last = min(len(found) - 1, first + fuzzer.random.randint(1, 12))
    start = found[first][0]
    parts = fuzzer.parts(start, found[last][1])
    return [(start + low, start + high, new) for low, high, new in parts]


def _type_apart(fuzzer: Fuzzer, parts: Sequence[Part]) -> None:
    """Type over a word that has other words between it and all that was changed."""
    low, high = parts[0][0], parts[-1][1]
    found = [hit.span() for hit in WORD.finditer(fuzzer.here.text)]
    before = [word for word in found if word[1] < low][:-1]
    behind = [word for word in found if word[0] > high][1:]
    free = [word for word in (*before, *behind) if word[1] - word[0] > 1]
    if free:
        _type_over(fuzzer, *fuzzer.random.choice(free))


def _type_there(fuzzer: Fuzzer, parts: Sequence[Part], anchors: list[_Anchor]) -> Clash | None:
    """Type over a word that was changed elsewhere; its change is none of the anchors any more."""
    at = fuzzer.random.randrange(len(parts))
    low, high, new = parts[at]
    text, given = fuzzer.here.text, list(fuzzer.here.chars)
    word = WORD.match(text, low)
    if word is None or len(word.group()) < 2:
        return None
    more = given[word.end() : high]
    theirs = new if high > low else new + word.group()
    own = _type_over(fuzzer, *word.span())
    del anchors[at]
    return Clash(own, more, theirs)


def _type_over(fuzzer: Fuzzer, start: int, end: int) -> Chars:
    word = fuzzer.fresh()
    fuzzer.note("type over", start, end, word)
    fuzzer.page.select(start, end)
    at = start
    for sign in word:
        at = fuzzer.key(sign, at, end)
        end = at
    return fuzzer.here.chars[start:at]


def _take_in(fuzzer: Fuzzer, anchors: list[_Anchor], clash: Clash | None) -> None:
    page, here = fuzzer.page, fuzzer.here
    change = page.outside(here.id)
    conflicts = int(clash is not None)
    if change is None or len(change.conflicts) != conflicts:
        fuzzer.errors.add("unobserved", 1, f"{conflicts} conflicts expected, found {change}")
        return
    answers = [Prefer.OURS, Prefer.THEIRS, Prefer.BOTH]
    if clash is not None and fuzzer.random.random() < 0.4:
        fuzzer.note("take in, but for one place")
        left = page.mirror.take_in(change)
        _put(fuzzer, anchors, None, Prefer.NEITHER)
        fuzzer.compare([here], is_shown=True)
        anchors = []
        change = page.outside(here.id)
        if left != 1 or change is None or fuzzer.errors:
            fuzzer.errors.add("unobserved", 1, f"{left} places left, found {change}")
            return
    answer = fuzzer.random.choice(answers)
    fuzzer.note("take in", answer.value if clash else "")
    left = page.mirror.take_in(change, [answer] * conflicts)
    _put(fuzzer, anchors, clash, answer)
    if left or page.outside(here.id) is not None:
        fuzzer.errors.add("unobserved", 1, f"{left} places left, found {page.outside(here.id)}")
    if page.file_text(here.id) != here.text:
        fuzzer.errors.add("unobserved", 1, f"the file has {page.file_text(here.id)!r}")


def _put(fuzzer: Fuzzer, anchors: list[_Anchor], clash: Clash | None, answer: Prefer) -> None:
    given, source = fuzzer.here.chars, fuzzer.source()
    ranges = [anchor.put(given, source) for anchor in anchors]
    if clash is not None:
        start = given.index(clash.own[0])
        end = start + len(clash.own) + len(clash.more)
        if answer is Prefer.THEIRS:
            ranges.append((start, end, chars(clash.theirs, UNOBSERVED, source)))
        elif answer is Prefer.BOTH and clash.theirs:
            ranges.append((end, end, chars(" " + clash.theirs, UNOBSERVED, source)))
    if ranges:
        fuzzer.model.put(fuzzer.here.id, sorted(ranges, key=lambda put: put[:2]))


def add_elsewhere(fuzzer: Fuzzer) -> None:
    """Let another program put a file of its own into the folder; it becomes a scene."""
    page = fuzzer.page
    if len(fuzzer.model.order) >= MOST_SCENES:
        return
    page.mirrored()
    fuzzer.model.end_burst()
    text = f"{fuzzer.fresh()} {fuzzer.fresh()}\n"
    path = page.write_new_file(f"{fuzzer.fresh()}.md", text)
    fuzzer.note("add elsewhere", path.name)
    (change,) = (each for each in page.mirror.look() if each.path == path)
    page.mirror.take_in(change)
    scene = page.workspace.state.order[-1]
    content = chars(text, UNOBSERVED, fuzzer.source())
    fuzzer.model.add(scene, content, len(fuzzer.model.order))
    fuzzer.compare_all()


def stop_mirror(fuzzer: Fuzzer) -> None:
    """Let the files be."""
    if fuzzer.page.mirror.folder is not None:
        fuzzer.note("stop mirroring")
        fuzzer.page.mirror.stop()


ACTS: dict[str, Callable[[Fuzzer], None]] = {
    "edit_elsewhere": edit_elsewhere,
    "add_elsewhere": add_elsewhere,
    "stop_mirror": stop_mirror,
}
