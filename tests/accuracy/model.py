"""What a manuscript must look like, as plain as can be: a list of characters, each with its origin.

Nothing here comes from the program. A character is one object from the moment it is put in to the
moment it is taken out; undo brings back the very same objects. A suggestion is about certain
objects, and holds as long as they stand side by side. A character also knows which accepted
suggestions it stands inside, and from which it descends; undo brings that back, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import regex
from markdown_it import MarkdownIt

Class = tuple[str, str]
Ids = frozenset[str]
Descent = tuple[Ids, Ids]

NO_IDS: Ids = frozenset()
PAUSE_S = 2.0  # up to such a pause, typing on replaces what the first key replaced

TYPED: Class = ("human", "typed")
PASTED: Class = ("unknown", "pasted")
IMPORTED: Class = ("unknown", "imported")
UNOBSERVED: Class = ("unknown", "unobserved")

_NAMES = {
    TYPED: "typed",
    PASTED: "pasted",
    ("ai", "accepted"): "accepted ai",
    ("tool", "accepted"): "tool",
    ("unknown", "accepted"): "third party",
    UNOBSERVED: "unobserved",
    IMPORTED: "imported",
    ("human", "declared"): "declared",
    ("ai", "declared"): "declared ai",
}
MOVED = "moved"
CLASSES = (*dict.fromkeys(_NAMES.values()), MOVED)


@dataclass(eq=False, slots=True)
class Char:
    """One code point, where it comes from, and which suggestions it is inside and descends from."""

    sign: str
    by: Class
    source: str | None = None
    was_moved: bool = False
    inside: Ids = NO_IDS
    descends: Ids = NO_IDS

    @property
    def name(self) -> str:
        """The class it is measured in."""
        return MOVED if self.was_moved else _NAMES[self.by]


Chars = list[Char]


def chars(text: str, by: Class, source: str | None = None) -> Chars:
    return [Char(sign, by, source) for sign in text]


def moved(given: Iterable[Char]) -> Chars:
    return [
        Char(char.sign, char.by, char.source, True, char.inside, char.descends) for char in given
    ]


def descent_of(given: Iterable[Char]) -> list[Descent]:
    return [(char.inside, char.descends) for char in given]


def give_descent(given: Iterable[Char], known: Iterable[Descent]) -> None:
    for char, (inside, descends) in zip(given, known, strict=True):
        char.inside, char.descends = inside, descends


def descend(given: Iterable[Char], ids: Ids, *, is_moved: bool) -> None:
    """Let characters that were put in descend from what they took the place of, or stand in."""
    for char in given:
        own = {char.source} if char.by[1] == "accepted" and char.source else NO_IDS
        before = (char.inside, char.descends) if is_moved else (NO_IDS, NO_IDS)
        char.inside, char.descends = (ids | own | known for known in before)


def enclose(given: Chars, put_in: Iterable[Char]) -> None:
    """Let all between the first and the last sign that a suggestion put in stand inside it."""
    places: dict[str, list[int]] = {}
    new = set(map(id, put_in))
    for at, char in enumerate(given):
        if id(char) in new and char.by[1] == "accepted" and char.source:
            places.setdefault(char.source, []).append(at)
    for source, found in places.items():
        for char in given[found[0] : found[-1] + 1]:
            char.inside |= {source}


def is_seen(char: Char) -> bool:
    """Whether it was seen who put a character in, so that nobody can say otherwise."""
    return char.by[0] != "unknown" and char.by[1] != "declared"


def words_of(given: Iterable[Char]) -> str:
    return "".join(char.sign for char in given)


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggestion: the characters it is about and what became of it."""

    id: str
    contributor: str
    about: tuple[Char, ...]
    new: str
    verdict: str = "pending"


@dataclass(slots=True)
class Entry:
    """One edit of a scene, with the scene before and after it."""

    before: Chars
    after: Chars
    inserted: int
    removed: int
    at: float
    typing: str | None = None
    offers: dict[str, tuple[Offer, Offer]] = field(default_factory=dict)
    tally: Tally | None = None
    descent_before: list[Descent] = field(default_factory=list)
    descent_after: list[Descent] = field(default_factory=list)

    def stand_before(self) -> Chars:
        """Return the scene as it was before, with the descent it had."""
        give_descent(self.before, self.descent_before)
        return list(self.before)

    def stand_after(self) -> Chars:
        give_descent(self.after, self.descent_after)
        return list(self.after)


@dataclass(slots=True)
class Tally:
    """All work so far."""

    inserted: Counter[Class] = field(default_factory=Counter)
    removed: Counter[Class] = field(default_factory=Counter)
    undone_inserted: int = 0
    undone_removed: int = 0
    moves: int = 0
    moved_characters: int = 0
    cuts: dict[Clip, Counter[Class]] = field(default_factory=dict)

    def copy(self) -> Tally:
        return replace(
            self,
            inserted=self.inserted.copy(),
            removed=self.removed.copy(),
            cuts=dict(self.cuts),
        )

    def rows(self) -> dict[Class, tuple[int, int]]:
        removed = sum(self.cuts.values(), self.removed.copy())
        return {
            by: (self.inserted[by], removed[by])
            for by in {*self.inserted, *removed}
            if self.inserted[by] or removed[by]
        }


@dataclass(eq=False, slots=True)
class Clip:
    """Words on the clipboard; those cut are taken out for good only if they are never put back."""

    chars: Chars
    was_cut: bool


@dataclass(slots=True)
class Scene:
    """A scene as it must stand."""

    id: str
    chars: Chars
    offers: dict[str, Offer] = field(default_factory=dict)
    done: list[list[Entry]] = field(default_factory=list)
    undone: list[list[Entry]] = field(default_factory=list)
    is_removed: bool = False

    @property
    def text(self) -> str:
        return words_of(self.chars)

    def place(self, offer: Offer) -> int | None:
        """Return where the characters of an offer stand side by side; None: nowhere."""
        if not offer.about:
            return 0  # it puts in lines of its own and replaces nothing
        if offer.about[0] not in self.chars:
            return None
        start = self.chars.index(offer.about[0])
        stands = self.chars[start : start + len(offer.about)]
        is_whole = len(stands) == len(offer.about) and all(
            one is other for one, other in zip(stands, offer.about, strict=True)
        )
        return start if is_whole else None

    def inherited(self, start: int, end: int) -> Ids:
        """Return the suggestions from which descends what is put in here."""
        if start < end:
            return NO_IDS.union(*(char.inside for char in self.chars[start:end]))
        if not 0 < start < len(self.chars):
            return NO_IDS
        return self.chars[start - 1].inside & self.chars[start].inside

    def spoil(self) -> dict[str, tuple[Offer, Offer]]:
        """Let offers whose words are gone turn stale; return which ones did."""
        found: dict[str, tuple[Offer, Offer]] = {}
        for id_, offer in self.offers.items():
            if offer.verdict == "pending" and self.place(offer) is None:
                self.offers[id_] = replace(offer, verdict="stale")
                found[id_] = (offer, self.offers[id_])
        return found

    def hand_over(self, old: Chars, new: Chars) -> dict[str, tuple[Offer, Offer]]:
        """Let offers be about the words that took the place of the same words."""
        heirs = dict(zip(old, new, strict=True))
        found: dict[str, tuple[Offer, Offer]] = {}
        for id_, offer in self.offers.items():
            if not heirs.keys().isdisjoint(offer.about):
                about = tuple(heirs.get(char, char) for char in offer.about)
                self.offers[id_] = replace(offer, about=about)
                found[id_] = (offer, self.offers[id_])
        return found

    def follow(self, left: Chars, now: Chars) -> None:
        """Hand offers over where a step taken back or done again leaves the words as they are."""
        if words_of(left) == words_of(now):
            self.hand_over(left, now)


Replacement = tuple[int, int, Chars]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an edit ended whose words took the place of others, and from what those descended."""

    offset: int
    ids: Ids
    scene: Scene
    at: float


class Model:
    """All scenes, the work done on them, and the steps that can be taken back."""

    def __init__(self) -> None:
        self.scenes: dict[str, Scene] = {}
        self.order: list[str] = []
        self.tally = Tally()
        self.now = 0.0
        self._burst: list[tuple[Scene, Entry]] = []
        self._place: Place | None = None
        self.has_copied = False

    # -- scenes ----------------------------------------------------------------------------------

    def add(self, scene: str, content: Chars, position: int) -> None:
        self._burst.clear()
        self.scenes[scene] = Scene(scene, content)
        self.order.insert(position, scene)
        self.tally.inserted.update(char.by for char in content)

    def move(self, scene: str, position: int) -> None:
        self._burst.clear()
        self.order.remove(scene)
        self.order.insert(position, scene)

    def remove(self, scene: str) -> None:
        self._burst.clear()
        self.order.remove(scene)
        self.scenes[scene].is_removed = True
        self.tally.removed.update(char.by for char in self.scenes[scene].chars)

    def restore(self, scene: str, position: int) -> None:
        self._burst.clear()
        self.order.insert(position, scene)
        self.scenes[scene].is_removed = False
        self.tally.undone_inserted += len(self.scenes[scene].chars)

    def standing(self) -> list[Scene]:
        return [self.scenes[scene] for scene in self.order]

    # -- edits -----------------------------------------------------------------------------------

    def type(self, scene: str, start: int, end: int, text: str, by: Class = TYPED) -> None:
        """One key, or one commit of an input method."""
        kind = ("in" if text else "out") if by == TYPED else None
        self._replace(scene, [(start, end, chars(text, by))], typing=kind)

    def paste(self, scene: str, start: int, end: int, text: str, source: str) -> None:
        self._replace(scene, [(start, end, chars(text, PASTED, source))])

    def put(self, scene: str, replacements: Sequence[Replacement]) -> None:
        """Replace several ranges at once; offsets are those before."""
        self._replace(scene, replacements)

    def declare(self, scene: str, start: int, end: int, by: Class) -> None:
        """Credit a passage as the writer says; what was seen to come keeps its origin."""
        told = [
            char
            if is_seen(char)
            else Char(char.sign, by, char.source, char.was_moved, char.inside, char.descends)
            for char in self.scenes[scene].chars[start:end]
        ]
        known = descent_of(told)
        self._replace(scene, [(start, end, told)], counts=False, is_work=False)
        give_descent(told, known)

    def cut(self, scene: str, start: int, end: int) -> Clip:
        clip = self.copy(scene, start, end)
        clip.was_cut = True
        self.tally.cuts[clip] = Counter(char.by for char in clip.chars)
        self._replace(scene, [(start, end, [])], counts=False)
        return clip

    def copy(self, scene: str, start: int, end: int) -> Clip:
        return Clip(moved(self.scenes[scene].chars[start:end]), was_cut=False)

    def put_back(self, scene: str, start: int, end: int, clip: Clip) -> None:
        """Paste what was cut or copied here."""
        self.tally.cuts.pop(clip, None)
        self.has_copied = self.has_copied or not clip.was_cut
        self._count_move(len(clip.chars))
        self.tally.removed.update(char.by for char in self.scenes[scene].chars[start:end])
        self._replace(scene, [(start, end, moved(clip.chars))], counts=False, is_moved=True)

    def drag(self, scene: str, start: int, end: int, target: int) -> None:
        taken = moved(self.scenes[scene].chars[start:end])
        self._count_move(end - start)
        both: list[Replacement] = [(start, end, []), (target, target, taken)]
        self._replace(scene, sorted(both, key=lambda one: one[0]), counts=False, is_moved=True)

    def accept(self, scene: str, decided: Sequence[tuple[str, Sequence[Replacement], str]]) -> None:
        """Decide offers, in the order of the text, as one step.

        Each comes with ranges of its own words and what takes their place, and with its verdict.
        """
        here = self.scenes[scene]
        ranges: list[Replacement] = []
        for id_, parts, _ in decided:
            start = here.place(here.offers[id_])
            assert start is not None
            ranges += [(start + low, start + high, new) for low, high, new in parts]
        self._replace(scene, ranges, decided={id_: verdict for id_, _, verdict in decided})

    def put_lines(self, scene: str, offer: Offer, place: int, new: Chars, verdict: str) -> None:
        """Decide at once an offer that puts in lines of its own."""
        self.offer(scene, offer)
        ranges: list[Replacement] = [(place, place, new)] if new else []
        self._replace(scene, ranges, decided={offer.id: verdict})

    def reject(self, scene: str, offer: str) -> None:
        self._replace(scene, [], decided={offer: "rejected"})

    def offer(self, scene: str, offer: Offer) -> None:
        self._burst.clear()
        self.scenes[scene].offers[offer.id] = offer

    def _count_move(self, size: int) -> None:
        self.tally.moves += 1
        self.tally.moved_characters += size

    def _replace(
        self,
        scene: str,
        replacements: Sequence[Replacement],
        *,
        typing: str | None = None,
        counts: bool = True,
        is_work: bool = True,
        is_moved: bool = False,
        decided: dict[str, str] | None = None,
    ) -> None:
        here = self.scenes[scene]
        tally = self.tally.copy() if typing else None
        before, descent_before = list(here.chars), descent_of(here.chars)
        place, put_in = self._goes_on(here) if typing else None, list[Char]()
        inserted = removed = 0
        changed: dict[str, tuple[Offer, Offer]] = {}
        for start, end, new in reversed(replacements):
            old = here.chars[start:end]
            place = self._descend(here, (start, end, new), place, is_moved=is_moved)
            here.chars[start:end] = new
            put_in += new
            if decided is None and not is_moved:
                enclose(here.chars, new)
            if is_work:
                inserted, removed = inserted + len(new), removed + len(old)
            if counts:
                self.tally.inserted.update(char.by for char in new)
                self.tally.removed.update(char.by for char in old)
            if words_of(old) == words_of(new):
                changed |= here.hand_over(old, new)
        if decided:
            enclose(here.chars, put_in)
        if replacements:
            self._place = place if typing else None
        for id_, verdict in (decided or {}).items():
            was = here.offers[id_]
            here.offers[id_] = replace(was, verdict=verdict)
            changed[id_] = (was, here.offers[id_])
        for id_, (left, due) in here.spoil().items():
            changed[id_] = (changed.get(id_, (left, due))[0], due)
        entry = Entry(before, list(here.chars), inserted, removed, self.now, typing, changed, tally)
        entry.descent_before, entry.descent_after = descent_before, descent_of(here.chars)
        self._remember(here, entry)

    def _descend(
        self, here: Scene, put: Replacement, place: Place | None, *, is_moved: bool
    ) -> Place | None:
        """Let what is about to be put in inherit; return the place at which that may go on."""
        start, end, new = put
        ids = here.inherited(start, end)
        goes_on = place is not None and start <= place.offset <= end
        if place is not None and goes_on:
            ids |= place.ids
        descend(new, ids, is_moved=is_moved)
        is_place = start < end or goes_on
        return Place(start + len(new), ids, here, self.now) if is_place else None

    def _goes_on(self, here: Scene) -> Place | None:
        """Return the place at which typing may go on that began by replacing words."""
        place = self._place
        if place is None or place.scene is not here or self.now - place.at > PAUSE_S + 1e-6:
            return None
        return place

    def _remember(self, here: Scene, entry: Entry) -> None:
        here.undone.clear()
        here.done.append([entry])
        if entry.typing is None or (self._burst and self._burst[-1][0] is not here):
            self._burst.clear()
        if entry.typing is not None:
            self._burst.append((here, entry))

    # -- undo ------------------------------------------------------------------------------------

    def undo(self, scene: str, is_now: Callable[[Chars], bool]) -> bool:
        """Take back the last step: one edit, or typing that went on without a pause.

        How much of a burst goes at once is the program's choice: `is_now` tells what stands there.
        Of several beginnings that look the same (words typed over the same words) the first is
        meant, unless what stands there later shows that it was another.
        Returns whether what stands there is one of the texts that may.
        """
        self._burst.clear()
        here = self.scenes[scene]
        if not here.done:
            return is_now(here.chars)
        self._place = None
        group = self._group(here, is_now)
        if group is None and is_now(here.chars):
            return True
        if group is None:
            unseen = self._group(here, lambda wanted: _looks(wanted) == _looks(here.chars))
            if unseen is not None:
                self._take_back(here, unseen)
                if here.undone:
                    here.undone[-1] = unseen + here.undone[-1]
                group = self._group(here, is_now)
        if group is None:
            return False
        self._take_back(here, group)
        here.undone.append(group)
        return True

    @staticmethod
    def _group(here: Scene, is_now: Callable[[Chars], bool]) -> list[Entry] | None:
        """Return the last steps, as many as may go at once, before which stood what is wanted."""
        group: list[Entry] = []
        found: list[Entry] | None = None
        for earlier in reversed(here.done):
            if group and not _goes_on(earlier, group):
                break
            group = earlier + group
            if is_now(group[0].before):
                found = group
        return found

    def _take_back(self, here: Scene, group: list[Entry]) -> None:
        left = len(group)
        while left > 0:
            left -= len(here.done.pop())
        for entry in reversed(group):
            here.chars = entry.stand_before()
            here.follow(entry.after, entry.before)
            self.tally.undone_inserted += entry.removed
            self.tally.undone_removed += entry.inserted
            self._put_right(here, {id_: pair[::-1] for id_, pair in entry.offers.items()})

    def redo(self, scene: str) -> None:
        self._burst.clear()
        here = self.scenes[scene]
        if not here.undone:
            return
        self._place = None
        group = here.undone.pop()
        for entry in group:
            here.chars = entry.stand_after()
            here.follow(entry.before, entry.after)
            self.tally.undone_inserted += entry.inserted
            self.tally.undone_removed += entry.removed
            self._put_right(here, entry.offers)
        here.done.append(group)

    @staticmethod
    def _put_right(here: Scene, wanted: dict[str, tuple[Offer, Offer]]) -> None:
        for id_, (left, due) in wanted.items():
            now = here.offers[id_].verdict
            if now == "stale" and left.verdict == due.verdict:
                # A step that only gave its words other origins does not bring an offer back.
                here.offers[id_] = replace(due, verdict=now)
            elif now in (left.verdict, "stale"):
                here.offers[id_] = due
        here.spoil()

    # -- a killed program ------------------------------------------------------------------------

    def end_burst(self) -> None:
        """Everything so far is on the disk."""
        self._burst.clear()

    def reopen(self) -> None:
        """No step can be taken back any more."""
        self._burst.clear()
        self._place = None
        for scene in self.scenes.values():
            scene.done.clear()
            scene.undone.clear()

    def lose(self, is_now: Callable[[Scene, Chars], bool], limit_s: float) -> bool:
        """Let the last typing be lost, as far as it was; tell whether that may be."""
        while self._burst:
            here, entry = self._burst[-1]
            if is_now(here, here.chars):
                return True
            if self.now - entry.at > limit_s:
                return False
            self._burst.pop()
            here.chars = entry.stand_before()
            for id_, (was, _) in entry.offers.items():
                here.offers[id_] = was
            assert entry.tally is not None
            self.tally = entry.tally
        return True


def _looks(given: Chars) -> list[tuple[str, Class]]:
    return [(char.sign, char.by) for char in given]


def _goes_on(earlier: list[Entry], group: list[Entry]) -> bool:
    """Whether typing or deleting may have gone on, as one step."""
    last, first = earlier[-1], group[0]
    if last.typing is None or first.typing is None or first.at - last.at > 1.0 + 1e-6:
        return False
    return last.typing == first.typing and not (first.inserted and first.removed)


# -- counting ------------------------------------------------------------------------------------


@dataclass(slots=True)
class Count:
    """Signs and words of a text without any markup."""

    signs: Counter[Class] = field(default_factory=Counter)
    words: Counter[Class] = field(default_factory=Counter)
    mixed: int = 0


def count(scenes: Iterable[Chars]) -> Count:
    """Count what stands: clusters that are no white space, and words that hold a letter or digit.

    A word is credited by the clusters that begin in it.
    """
    found = Count()
    for given in scenes:
        text = words_of(given)
        begins: set[int] = set()
        at = 0
        for cluster in regex.findall(r"\X", text):
            if not cluster.isspace():
                found.signs[given[at].by] += 1
            begins.add(at)
            at += len(cluster)
        for word in regex.finditer(r"\S+", text):
            if any(sign.isalnum() for sign in word.group()):
                _count_word(found, [given[n].by for n in range(*word.span()) if n in begins])
    return found


def shown(text: str) -> str:
    """Return the words of a Markdown text as a reader sees them, by the library's own reading."""
    parts: list[str] = []
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "inline":
            for child in token.children or []:
                parts.append("\n" if child.type.endswith("break") else child.content)
        elif token.type in ("fence", "code_block"):
            parts.append(token.content)
        parts.append("\n")
    return "".join(parts)


def _count_word(found: Count, classes: list[Class]) -> None:
    if len({by[0] for by in classes}) > 1:
        found.mixed += 1
    elif classes:
        found.words[classes[0]] += 1
