"""A seeded writer: does things on the real page and in the model, and compares after each."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import pytest
import regex
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextDocument

from cocreate.base.errors import DecisionError
from cocreate.core.origin import TYPED as HUMAN
from cocreate.core.origin import Fragment, plain
from tests.accuracy import model as plain_model
from tests.accuracy.model import Chars, Clip, Model, Offer, Scene, chars
from tests.accuracy.page import CTRL, Page

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SIGNS = LETTERS + "     ,.?!’é\u00a0漢😀"
PASTES = (
    "the sea was calm",
    " and nobody knew how long it would last or who had begun ",
    "grey ",
    "one\ntwo\nthree",
    "a\r\nb\rc",
    "cafe\u0301 ",
    "👩‍👩‍👧 😀",
    "\n\n",
    "a\tb\u2029c",
    "x",
    " ",
    "“No,” she said. It’s late.",
)
WORD = regex.compile(r"(?<!\S)[a-z]+(?!\S)")
MARKS = ("*grey* ", "# Dawn\n", "> sea\n", "- calm\n", "`sea` ", "**", "*", "\n```\n", "\\*", "1. ")
LONGEST = 1_200
MOST_SCENES = 5
SOFT_BREAK = 20_000


def has_marks(seed: int) -> bool:
    """Whether a seed's writer writes Markdown marks, too."""
    return seed % 5 == 3


def first_text(seed: int) -> str:
    """Return the text that a seed's writer begins with: short, but for some one huge paragraph."""
    if seed % 100 == 7:
        return "The sea was calm and grey. " * 770 + "\n"
    return "The sea was calm and grey.\n\nNobody spoke of it, for it was late.\n"


@dataclass(slots=True)
class Errors:
    """Characters credited wrongly, by the class they belong to; and what was seen first."""

    by_class: Counter[str] = field(default_factory=Counter)
    sentences: list[str] = field(default_factory=list)

    def add(self, name: str, number: int, sentence: str) -> None:
        self.by_class[name] += number
        if len(self.sentences) < 20:
            self.sentences.append(sentence)

    def __bool__(self) -> bool:
        return bool(self.sentences)


class Fuzzer:
    """One seed's writer."""

    def __init__(
        self,
        seed: int,
        page: Page,
        first: Sequence[tuple[str, str]],
        more: Mapping[str, Callable[[Fuzzer], None]],
    ) -> None:
        """Begin.

        Args:
            first: ids and texts of the scenes there are.
            more: what the writer does beside what is said here, by name.
        """
        self.random = random.Random(seed)
        self.has_marks = has_marks(seed)
        self._pastes = MARKS if self.has_marks else PASTES
        self._limit = LONGEST + 2 * sum(len(text) for _, text in first)
        self.page = page
        self.model = Model()
        self.errors = Errors()
        self.log: list[str] = []
        self.done: Counter[str] = Counter()
        self._clip: Clip | None = None
        self._foreign = ""
        self._known_sources: dict[str | None, str] = {}
        self._sources_found: dict[str, str] = {}
        self._words = 0
        self._parts_of: dict[str, list[tuple[int, int, str]]] = {}
        for position, (scene, text) in enumerate(first):
            self.model.add(scene, chars(text, plain_model.IMPORTED), position)
        self.page.view.show_scene(first[0][0])
        chances = weights()
        self._acts: dict[str, Callable[[], None]] = {
            name: partial(more[name], self) if name in more else getattr(self, f"_{name}")
            for name in chances
        }
        self._names = list(chances)
        self._weights = list(chances.values())

    # -- going on --------------------------------------------------------------------------------

    def step(self) -> bool:
        """Do one thing; tell whether page and model still agree."""
        (name,) = self.random.choices(self._names, self._weights)
        if len(self.here.chars) > self._limit:
            name = "shorten"
        before = len(self.log)
        self._acts.get(name, self._shorten)()
        if len(self.log) > before:
            self.done[name] += 1
        self._pass(self.random.choice((0.05, 0.3, 0.3, 1.2, 3.0)))
        self.compare([self.here], is_shown=True)
        for sentence in self.page.troubles:
            self.errors.add("typed", 1, f"trouble: {sentence}")
        return not self.errors

    def note(self, *words: object) -> None:
        self.log.append(" ".join(str(word) for word in words))

    @property
    def here(self) -> Scene:
        return self.model.scenes[self.page.scene]

    def compare(self, scenes: Sequence[Scene], *, is_shown: bool = False) -> None:
        """Compare text and origins of scenes, character by character."""
        for scene in scenes:
            text = self.page.text(scene.id)
            if text != scene.text:
                self._tell_text(scene.chars, text)
            elif is_shown and self.page.view.document_text() != text:
                self.errors.add("typed", 1, f"page and buffer differ: {text!r}")
            self._compare_origins(scene)
            verdicts = {o.id: o.verdict for o in scene.offers.values() if o.about}
            found = self.page.verdicts(scene.id)
            if verdicts != {id_: found[id_] for id_ in verdicts}:
                told = f"{verdicts} expected, {found} found"
                self.errors.add("accepted ai", 1, f"suggestions differ: {told}")

    def compare_all(self) -> None:
        self.compare(list(self.model.scenes.values()))
        order = self.page.workspace.state.order
        if list(order) != self.model.order:
            self.errors.add("moved", 1, f"order {order}, not {self.model.order}")

    def _tell_text(self, wanted: Chars, text: str) -> None:
        for number, char in enumerate(wanted):
            if text[number : number + 1] != char.sign:
                self.errors.add(
                    char.name, 1, f"text differs at {number}: {text!r}, not {_text(wanted)!r}"
                )
                return
        self.errors.add("typed", len(text) - len(wanted), f"text too long: {text!r}")

    def _compare_origins(self, scene: Scene) -> None:
        found = self.page.origins(scene.id)
        known = self._known_sources
        if [(*char.by, known.get(char.source, char.source)) for char in scene.chars] == found:
            return
        for number, (char, (by, how, source)) in enumerate(zip(scene.chars, found, strict=False)):
            if char.by != (by, how) or not self._is_source(char.by, char.source, source):
                self.errors.add(
                    char.name,
                    1,
                    f"{scene.id} {number} {char.sign!r}: {by} {how} {source}, "
                    f"not {char.by} {char.source}",
                )

    def _is_source(self, by: tuple[str, str], wanted: str | None, found: str | None) -> bool:
        """Whether ids agree; all but suggestions have the program's own: they must not mix."""
        if by[1] == "accepted" or wanted is None or found is None:
            return wanted == found
        return self._known_sources.setdefault(wanted, found) == found and (
            self._sources_found.setdefault(found, wanted) == wanted
        )

    def _pass(self, seconds: float) -> None:
        self.page.pass_time(seconds)
        self.model.now += seconds

    # -- choosing --------------------------------------------------------------------------------

    def place(self) -> int:
        size = len(self.here.chars)
        if size > SOFT_BREAK and self.random.random() < 0.7:
            # A paragraph that the page breaks softly about here.
            return self.random.randint(SOFT_BREAK - 12, min(size, SOFT_BREAK + 12))
        return self.random.randint(0, size)

    def range(self, longest: int = 30) -> tuple[int, int]:
        start = self.place()
        return start, min(len(self.here.chars), start + self.random.randint(1, longest))

    def fresh(self) -> str:
        """Return a word that stands nowhere."""
        self._words += 1
        number, word = self._words, "q"
        while number:
            number, rest = divmod(number, 26)
            word += LETTERS[rest]
        return word + "z"

    # -- keys ------------------------------------------------------------------------------------

    def key(self, sign: str, start: int, end: int) -> int:
        self.page.type(sign)
        self.model.type(self.here.id, start, end, sign)
        return start + len(sign)

    def _type(self) -> None:
        place = self.place()
        self.page.select(place, place)
        self._burst(place, place)

    def _type_over(self) -> None:
        start, end = self.range()
        if end - start < 2:
            return  # one sign over the same sign is a case of its own
        self.page.select(*self.random.choice(((start, end), (end, start))))
        self._burst(start, end)

    def _burst(self, start: int, end: int) -> None:
        text = "".join(self.random.choices(SIGNS + "\n", k=self.random.randint(1, 8)))
        if self.random.random() < 0.3:
            text = f" {self.fresh()} {self.fresh()} "
        self.note("type", start, end, repr(text))
        for sign in text:
            start = self.key(sign, start, end)
            end = start
            self._pass(self.random.choice((0.01, 0.1, 0.1, 0.4)))

    def _type_same(self) -> None:
        """Type a sign over the same sign."""
        place = self.place()
        sign = self.here.text[place : place + 1]
        if not sign or sign not in SIGNS:
            return
        self.note("type same", place, repr(sign))
        self._pass(1.5)
        self.page.select(place, place + 1)
        self.key(sign, place, place + 1)
        self._pass(1.5)

    def _enter(self) -> None:
        place = self.place()
        self.note("enter", place)
        self.page.select(place, place)
        self.key("\n", place, place)

    def _backspace(self) -> None:
        place = self.place()
        times = min(place, self.random.randint(1, 5))
        self.note("backspace", place, times)
        self.page.select(place, place)
        for _ in range(times):
            self.page.press(Qt.Key.Key_Backspace)
            self.model.type(self.here.id, place - 1, place, "")
            place -= 1
            self._pass(0.1)

    def _delete(self) -> None:
        place = self.place()
        self.page.select(place, place)
        times = self.random.randint(1, 4)
        self.note("delete", place, times)
        for _ in range(times):
            end = next((at for at in _borders(self.here.text) if at > place), place)
            self.page.press(Qt.Key.Key_Delete)
            if end > place:
                self.model.type(self.here.id, place, end, "")
            self._pass(0.1)

    def _delete_chosen(self) -> None:
        start, end = self.range()
        if start < end:
            self.note("delete chosen", start, end)
            self.page.select(start, end)
            self.page.press(self.random.choice((Qt.Key.Key_Delete, Qt.Key.Key_Backspace)))
            self.model.type(self.here.id, start, end, "")

    def _delete_word(self) -> None:
        place = self.place()
        is_back = self.random.random() < 0.5
        start, end = _word_range(self.here.text, place, is_back=is_back)
        self.note("delete word", start, end)
        self.page.select(place, place)
        self.page.press(Qt.Key.Key_Backspace if is_back else Qt.Key.Key_Delete, "", CTRL)
        if start < end:
            self.model.type(self.here.id, start, end, "")

    def _shorten(self) -> None:
        start, end = len(self.here.chars) // 4, len(self.here.chars)
        self.note("shorten", start, end)
        self.page.select(start, end)
        self.page.press(Qt.Key.Key_Delete)
        self.model.type(self.here.id, start, end, "")

    def _undo(self) -> None:
        for _ in range(self.random.choice((1, 1, 2, 5, 40))):
            self.note("undo")
            self.page.press(Qt.Key.Key_Z, "", CTRL)
            if not self.take_back(self.here.id):
                return
            self.compare([self.here], is_shown=True)
            if self.errors:
                return

    def take_back(self, scene: str) -> bool:
        """Take the last step of a scene back in the model; tell whether the page did so, too."""
        text, origins = self.page.text(scene), self.page.origins(scene)
        by_sign = [(by, how) for by, how, _ in origins]

        def is_now(wanted: Chars) -> bool:
            return _text(wanted) == text and [char.by for char in wanted] == by_sign

        if self.model.undo(scene, is_now):
            return True
        self.errors.add("typed", 1, f"undo gave {text!r}")
        return False

    def _redo(self) -> None:
        for _ in range(self.random.choice((1, 1, 2, 5, 40))):
            self.note("redo")
            self.page.press(Qt.Key.Key_Y, "", CTRL)
            self.model.redo(self.here.id)
            self.compare([self.here], is_shown=True)
            if self.errors:
                return

    # -- input methods ---------------------------------------------------------------------------

    def _compose(self) -> None:
        start, end = self.range(6) if self.random.random() < 0.3 else (self.place(),) * 2
        self.page.select(start, end)
        commit = self.random.choice(("漢字", "é", "", "かな", "😀", "ab"))
        self.note("compose", start, end, commit)
        for preedit in ("k", "ka", "か")[: self.random.randint(1, 3)]:
            self.page.compose(preedit)
            if start < end:
                self.model.type(self.here.id, start, end, "")
                end = start
            self.compare([self.here])
            self._pass(0.1)
        self.page.compose("", commit)
        if commit:
            self.model.type(self.here.id, start, start, commit)

    def _correct(self) -> None:
        """An input method replaces what stands before the caret."""
        place = self.place()
        taken = min(place, self.random.randint(1, 3))
        if not taken or "\n" in self.here.text[place - taken : place]:
            return
        if not self.here.text[place - taken : place].isascii():
            return
        self.note("correct", place, taken)
        self.page.select(place, place)
        self.page.compose("", "yz", (-taken, taken))
        self.model.type(self.here.id, place - taken, place, "yz")

    # -- clipboard -------------------------------------------------------------------------------

    def _cut(self) -> None:
        start, end = self.range(60)
        if start < end:
            self.note("cut", start, end)
            self.page.select(start, end)
            self.page.press(Qt.Key.Key_X, "", CTRL)
            self._clip = self.model.cut(self.here.id, start, end)

    def _copy(self) -> None:
        start, end = self.range(60)
        if start < end:
            self.note("copy", start, end)
            self.page.select(start, end)
            self.page.press(Qt.Key.Key_C, "", CTRL)
            self._clip = self.model.copy(self.here.id, start, end)

    def _fetch(self) -> None:
        """Another program puts something on the clipboard."""
        self._foreign = self.random.choice(self._pastes)
        self._clip = None
        self.page.from_elsewhere(self._foreign)
        self._paste()

    def _paste(self) -> None:
        start, end = self.range(20) if self.random.random() < 0.3 else (self.place(),) * 2
        self.page.select(start, end)
        if self._clip is not None:
            self.note("paste own", start, end, repr(_text(self._clip.chars)))
            self.page.press(Qt.Key.Key_V, "", CTRL)
            self.model.put_back(self.here.id, start, end, self._clip)
        elif self._foreign:
            self.note("paste", start, end, repr(self._foreign))
            self.page.press(Qt.Key.Key_V, "", CTRL)
            self.model.paste(self.here.id, start, end, _lines(self._foreign), self.source())

    def source(self) -> str:
        self._words += 1
        return f"paste {self._words}"

    def _drag(self) -> None:
        start, end = self.range(40)
        target = self.place()
        if start == end:
            return
        self.page.select(start, end)
        if self.page.drag(target):
            self.note("drag", start, end, target)
            if not start <= target <= end:
                self.model.drag(self.here.id, start, end, target)

    def _drop(self) -> None:
        target, text = self.place(), self.random.choice(self._pastes)
        self.page.select(*self.range())
        if self.page.drop(text, target):
            self.note("drop", target, repr(text))
            self.model.paste(self.here.id, target, target, _lines(text), self.source())

    def _write_unseen(self) -> None:
        start, end = self.range(5) if self.random.random() < 0.3 else (self.place(),) * 2
        word = self.fresh() if self.random.random() < 0.8 else ""
        word = word.replace("z", "\n") if self.random.random() < 0.2 else word
        if start == end and not word:
            return
        # What is the same at the ends of old and new stays, for all that can be told.
        if end > start and set(word) & set(self.here.text[start:end]):
            return
        # Where marks are drawn anew Qt names more than changed; equal signs cannot be told apart.
        text = self.here.text
        is_unclear = word[:1] == text[end : end + 1] or word[-1:] == text[max(0, start - 1) : start]
        if self.has_marks and is_unclear:
            return
        self.note("unseen", start, end, word)
        self.page.write_unseen(start, end, word)
        self.model.type(self.here.id, start, end, word, plain_model.UNOBSERVED)

    # -- replacing -------------------------------------------------------------------------------

    def _replace_all(self) -> None:
        found = [hit.span() for hit in WORD.finditer(self.here.text)]
        if not found:
            return
        start, end = self.random.choice(found)
        old = self.here.text[start:end]
        same = [(a, b) for a, b in found if self.here.text[a:b] == old]
        if self.random.random() < 0.5:
            new = self.random.choice((self.fresh(), "color", ""))
            self.note("replace all", repr(old), repr(new), len(same))
            self.page.replace([(a, b, plain(new, HUMAN)) for a, b in same])
            self.model.put(self.here.id, [(a, b, chars(new, plain_model.TYPED)) for a, b in same])
            return
        # Tidying changes nothing but case: each sign keeps its origin.
        self.note("tidy", repr(old), len(same))
        text = self.page.workspace.scene(self.here.id).text
        self.page.replace(
            [(a, b, Fragment(old.upper(), text.fragment(a, b).spans)) for a, b in same]
        )
        kept = [(a, b, upper(self.here.chars[a:b])) for a, b in same]
        self.model.put(self.here.id, kept)

    # -- suggestions -----------------------------------------------------------------------------

    def _offer(self) -> None:
        """An agent offers to change, to put in, to take out some words of a passage."""
        found = [hit.span() for hit in regex.finditer(r"\S+", self.here.text)]
        pending = [o for o in self.here.offers.values() if o.verdict == "pending"]
        if len(found) < 2 or len(pending) > 3:
            return
        first = self.random.randrange(len(found) - 1)
        last = min(len(found) - 1, first + self.random.randint(1, 12))
        start, end = found[first][0], found[last][1]
        parts = self.parts(start, end)
        if not parts:
            return
        old = self.here.text[start:end]
        by = self.random.choice(("ai", "ai", "ai", "tool", "unknown"))
        id_ = self.page.offer(start, end, applied(old, parts), by)
        self.note("offer", id_, start, end, parts, by)
        self.model.offer(
            self.here.id,
            Offer(id_, by, tuple(self.here.chars[start:end]), repr(parts)),
        )
        self._parts_of[id_] = parts
        if self.random.random() < 0.5:
            self.random.choice((self._accept, self._accept_some, self._accept_edited))()

    def parts(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return what an offer changes: words that stand once in it, one whole word at a time."""
        old = self.here.text[start:end]
        parts: list[tuple[int, int, str]] = []
        is_free = True
        for hit in WORD.finditer(old):
            low, high = hit.span()
            word = hit.group()
            is_single = len(regex.findall(rf"(?<![a-z]){word}(?![a-z])", old)) == 1
            if not is_free or not is_single or self.random.random() < 0.3:
                is_free = True
                continue
            is_free = False
            match self.random.randrange(3):
                case 0:
                    parts.append((low, high, self.fresh()))
                case 1:
                    parts.append((low, low, self.fresh() + " "))
                case _:
                    space = regex.match(r"\s+", old[high:])
                    if space and low > 0 and space.group() == " ":
                        parts.append((low, high + 1, ""))
        return parts

    def _pending(self, verdict: str = "pending") -> str | None:
        found = [o.id for o in self.here.offers.values() if o.about and o.verdict == verdict]
        return self.random.choice(found) if found else None

    def _accept(self) -> None:
        id_ = self._pending()
        if id_ is None:
            return
        self.note("accept", id_)
        self.page.review.accept(id_)
        self._take(id_, range(len(self._parts_of[id_])), "accepted")

    def _accept_some(self) -> None:
        id_ = self._pending()
        if id_ is None:
            return
        parts = self._parts_of[id_]
        kept = [number for number in range(len(parts)) if self.random.random() < 0.5]
        self.note("accept some", id_, kept)
        self.page.review.accept_some(id_, frozenset(kept))
        self._take(id_, kept, "accepted" if len(kept) == len(parts) else "edited")

    def _accept_edited(self) -> None:
        """Accept with one of the offered words changed: that word is the writer's."""
        id_ = self._pending()
        if id_ is None:
            return
        parts = self._parts_of[id_]
        number = self.random.randrange(len(parts))
        low, high, new = parts[number]
        if not new:
            return
        own = self.fresh() + new[len(new.rstrip()) :]
        changed = [*parts[:number], (low, high, own), *parts[number + 1 :]]
        offer = self.here.offers[id_]
        self.note("accept edited", id_, own)
        self.page.review.accept_edited(id_, applied(_text(list(offer.about)), changed))
        ranges = [
            (a, b, self._own(offer, word) if at == number else self._offered(offer, word))
            for at, (a, b, word) in enumerate(changed)
        ]
        self.model.accept(self.here.id, [(id_, ranges, "edited")])

    def _own(self, offer: Offer, words: str) -> Chars:
        """The word is the writer's; the space that came with the offered one was offered."""
        word = words.rstrip()
        return [*chars(word, plain_model.TYPED), *self._offered(offer, words[len(word) :])]

    def _take(self, id_: str, kept: Sequence[int], verdict: str) -> None:
        offer, parts = self.here.offers[id_], self._parts_of[id_]
        ranges = [(a, b, self._offered(offer, new)) for a, b, new in (parts[at] for at in kept)]
        self.model.accept(self.here.id, [(id_, ranges, verdict)])

    def _accept_all(self) -> None:
        """Accept all of an agent; of two about the same words, the later one turns stale."""
        standing = [
            (place, offer)
            for offer in self.here.offers.values()
            if offer.about
            and offer.verdict == "pending"
            and (place := self.here.place(offer)) is not None
        ]
        taken: list[tuple[str, list[tuple[int, int, Chars]], str]] = []
        reached = -1
        for place, offer in sorted(standing, key=lambda one: (one[0], one[1].id)):
            if place > reached:
                parts = self._parts_of[offer.id]
                ranges = [(a, b, self._offered(offer, new)) for a, b, new in parts]
                taken.append((offer.id, ranges, "accepted"))
                reached = place + len(offer.about)
        if taken:
            self.note("accept all", [id_ for id_, _, _ in taken])
            assert self.page.review.accept_all("agent", self.here.id) == len(taken)
            self.model.accept(self.here.id, taken)

    def _put_lines(self) -> None:
        """An agent offers lines of its own; the writer takes them, changes them, or does not."""
        places = [0, *(at + 1 for at, sign in enumerate(self.here.text) if sign == "\n")]
        place = self.random.choice(places)
        words = f"{self.fresh()} {self.fresh()}"
        id_ = self.page.offer(place, place, words + "\n", "ai", "line-writer")
        offer = Offer(id_, "ai", (), words)
        self.note("put lines", id_, place)
        match self.random.randrange(3):
            case 0:
                self.page.review.reject(id_)
                self.model.put_lines(self.here.id, offer, place, [], "rejected")
            case 1:
                self.page.review.accept(id_)
                new = self._offered(offer, words + "\n")
                self.model.put_lines(self.here.id, offer, place, new, "accepted")
            case _:
                first, own = words.split(maxsplit=1)[0], self.fresh()
                self.page.review.accept_edited(id_, f"{first} {own}")
                new = self._offered(offer, first + " ")
                new += chars(own, plain_model.TYPED) + self._offered(offer, "\n")
                self.model.put_lines(self.here.id, offer, place, new, "edited")

    def _accept_while_composing(self) -> None:
        """What is composed is no text yet when a suggestion is taken."""
        place = self.place()
        self.page.select(place, place)
        self.page.compose("ka")
        self.note("composing at", place)
        self.random.choice((self._accept, self._accept_all, self._undo, self._replace_all))()
        if self.errors:
            return
        caret = self.page.view.caret()
        self.page.compose("", "字")
        self.model.type(self.here.id, caret, caret, "字")

    @staticmethod
    def _offered(offer: Offer, new: str) -> Chars:
        return chars(new, (offer.contributor, "accepted"), offer.id)

    def _reject(self) -> None:
        id_ = self._pending(self.random.choice(("pending", "stale")))
        if id_ is not None:
            self.note("reject", id_)
            self.page.review.reject(id_)
            self.model.reject(self.here.id, id_)

    def _accept_stale(self) -> None:
        id_ = self._pending(self.random.choice(("stale", "accepted", "rejected")))
        if id_ is not None:
            self.note("accept in vain", id_)
            with pytest.raises(DecisionError):
                self.page.review.accept(id_)

    # -- scenes ----------------------------------------------------------------------------------

    def _show(self) -> None:
        scene = self.random.choice(self.model.order)
        self.note("show", scene)
        self.page.view.show_scene(scene)

    def _split(self) -> None:
        """Cut the rest of a scene and paste it into a new one."""
        start, end = self.place(), len(self.here.chars)
        if start == end or len(self.model.order) >= MOST_SCENES:
            return
        self._cut_range(start, end)
        position = self.model.order.index(self.here.id) + 1
        scene = self.page.scenes.add("Part", position=position)
        self.note("split", start, scene)
        self.model.add(scene, [], position)
        self.page.view.show_scene(scene)
        self._paste_at(0)

    def _join(self) -> None:
        """Cut a whole scene, paste it at the end of the one before, and take the scene out."""
        position = self.model.order.index(self.here.id)
        if not position:
            return
        scene, size = self.here.id, len(self.here.chars)
        if size:
            self._cut_range(0, size)
        self.note("join", scene)
        self.page.scenes.remove(scene)
        self.model.remove(scene)
        self.page.view.show_scene(self.model.order[position - 1])
        if size:
            self._paste_at(len(self.here.chars))

    def _cut_range(self, start: int, end: int) -> None:
        self.page.select(start, end)
        self.page.press(Qt.Key.Key_X, "", CTRL)
        self._clip = self.model.cut(self.here.id, start, end)

    def _paste_at(self, place: int) -> None:
        assert self._clip is not None
        self.page.select(place, place)
        self.page.press(Qt.Key.Key_V, "", CTRL)
        self.model.put_back(self.here.id, place, place, self._clip)

    def _move_scene(self) -> None:
        position = self.random.randrange(len(self.model.order))
        self.note("move scene", self.here.id, position)
        self.page.scenes.move(self.here.id, position)
        if self.model.order.index(self.here.id) != position:
            self.model.move(self.here.id, position)

    def _restore(self) -> None:
        removed = [scene.id for scene in self.model.scenes.values() if scene.is_removed]
        if removed and len(self.model.order) < MOST_SCENES:
            scene = self.random.choice(removed)
            self.note("restore", scene)
            self.page.scenes.restore(scene)
            self.model.restore(scene, len(self.model.order))

    # -- time, closing, crashing -----------------------------------------------------------------

    def _wait(self) -> None:
        seconds = self.random.choice((2.5, 35.0, 2_000.0))
        self.note("wait", seconds)
        self._pass(seconds)
        self.model.end_burst()

    def _save(self) -> None:
        self.note("save")
        self.page.workspace.save()
        self.model.end_burst()

    def _reopen(self) -> None:
        scene = self.here.id
        self.note("reopen")
        self.page.reopen()
        self.begin_again(scene)

    def _crash(self) -> None:
        """Type, and be killed before anything is told to save."""
        if self.random.random() < 0.7:
            self._type()
        scene = self.here.id
        self.note("crash")
        self.page.kill()

        def is_now(scene: Scene, wanted: Chars) -> bool:
            return self.page.text(scene.id) == _text(wanted)

        if not self.model.lose(is_now, 1.0):
            self.errors.add("typed", 1, "more than a second of typing was lost")
        self.begin_again(scene)

    def begin_again(self, scene: str) -> None:
        self.model.reopen()
        self._clip, self._foreign = None, ""
        self.page.view.show_scene(scene)
        self.compare_all()


def weights() -> dict[str, int]:
    return {
        "type": 60,
        "type_over": 12,
        "type_same": 3,
        "enter": 6,
        "backspace": 16,
        "delete": 8,
        "delete_chosen": 5,
        "delete_word": 6,
        "undo": 14,
        "redo": 10,
        "compose": 10,
        "correct": 4,
        "cut": 8,
        "copy": 5,
        "fetch": 10,
        "paste": 12,
        "drag": 8,
        "drop": 4,
        "write_unseen": 4,
        "replace_all": 3,
        "replace_by_bar": 6,
        "declare": 8,
        "edit_elsewhere": 6,
        "add_elsewhere": 1,
        "stop_mirror": 1,
        "offer": 20,
        "accept": 5,
        "accept_some": 10,
        "accept_edited": 10,
        "accept_all": 4,
        "put_lines": 3,
        "accept_while_composing": 3,
        "reject": 3,
        "accept_stale": 2,
        "show": 6,
        "split": 2,
        "join": 2,
        "move_scene": 2,
        "restore": 1,
        "wait": 3,
        "save": 2,
        "reopen": 1,
        "crash": 2,
    }


def _text(given: Chars) -> str:
    return plain_model.words_of(given)


def upper(given: Chars) -> Chars:
    return [
        plain_model.Char(char.sign.upper(), char.by, char.source, char.was_moved) for char in given
    ]


def _lines(text: str) -> str:
    """What words from elsewhere are, once they stand on a page: lines end at line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")


def applied(old: str, parts: Sequence[tuple[int, int, str]]) -> str:
    for low, high, new in reversed(parts):
        old = old[:low] + new + old[high:]
    return old


def _borders(text: str) -> list[int]:
    return [hit.end() for hit in regex.finditer(r"\X", text)]


def _word_range(text: str, place: int, *, is_back: bool) -> tuple[int, int]:
    """Return what Qt takes out as the word before or behind a place, by a bare document."""
    document = QTextDocument()
    document.setPlainText(text)
    cursor = QTextCursor(document)
    cursor.setPosition(_units(text[:place]))
    word = QTextCursor.MoveOperation
    cursor.movePosition(word.PreviousWord if is_back else word.NextWord)
    other = len(text.encode("utf-16-le")[: 2 * cursor.position()].decode("utf-16-le", "ignore"))
    return min(place, other), max(place, other)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
