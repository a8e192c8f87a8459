"""What the seeded writer does by the find bar and in dialogs."""

from __future__ import annotations

from collections.abc import Callable

import regex
from PySide6.QtCore import Qt

from tests.accuracy.fuzzer import WORD, Fuzzer, upper
from tests.accuracy.model import TYPED, Chars, Class, Scene, chars, is_seen
from tests.accuracy.model import Replacement as Put

LETTER = r"[\p{L}\p{N}\p{M}]"
WHY = ("From my notebook", "A letter of hers", "An assistant elsewhere")


def replace_by_bar(fuzzer: Fuzzer) -> None:
    """Replace words in the scene or in all of them, or one place; take it back at times."""
    found = WORD.findall(fuzzer.here.text)
    if not found:
        return
    chance = fuzzer.random
    old = chance.choice(found)
    if chance.random() < 0.2:
        old = old[: chance.randint(1, len(old))]
    is_cased, is_whole = chance.random() < 0.5, chance.random() < 0.5
    new = _new_words(fuzzer, old, is_cased=is_cased)
    is_all, is_wide = chance.random() < 0.8, chance.random() < 0.4
    bar = fuzzer.page.finding.bar
    place = fuzzer.place()
    fuzzer.page.select(place, place)
    fuzzer.note("by the bar", place, repr(old), repr(new), is_cased, is_whole, is_all, is_wide)
    fuzzer.page.finding.do("find_replace")
    bar.matches_case.setChecked(is_cased)
    bar.whole_words.setChecked(is_whole)
    bar.scope.setCurrentIndex(int(is_all and is_wide))
    for field, words in ((bar.words, old), (bar.new, new)):
        field.clear()
        fuzzer.page.write_in(field, words)
    scenes = fuzzer.model.standing() if is_all and is_wide else [fuzzer.here]
    pattern = _pattern(old, is_cased, is_whole)
    due = {scene.id: _replacements(scene, pattern, old, new, is_cased) for scene in scenes}
    if bar.replace_all.isEnabled() != any(pattern.search(scene.text) for scene in scenes):
        fuzzer.errors.add("typed", 1, f"the bar says {bar.count()!r} of {old!r}")
    if is_all and bar.replace_all.isEnabled():
        bar.replace_all.click()
        _replaced(fuzzer, due)
    elif not is_all:
        _replace_one(fuzzer, place, pattern, due[fuzzer.here.id])
    fuzzer.page.write_in(bar, "", Qt.Key.Key_Escape)


def _replaced(fuzzer: Fuzzer, due: dict[str, list[Put]]) -> None:
    done = {scene: ranges for scene, ranges in due.items() if ranges}
    for scene, ranges in done.items():
        fuzzer.model.put(scene, ranges)
    bar = fuzzer.page.finding.bar
    number, scenes = sum(map(len, done.values())), len(done)
    wanted = f"Replaced {number:,} in {scenes} scenes." if scenes > 1 else f"Replaced {number:,}."
    if bar.said() != wanted:
        fuzzer.errors.add("typed", 1, f"the bar says {bar.said()!r}, not {wanted!r}")
    fuzzer.compare([fuzzer.model.scenes[scene] for scene in due])
    if done and not fuzzer.errors and fuzzer.random.random() < 0.3:
        fuzzer.note("take back")
        bar.take_back.click()
        for scene in done:
            fuzzer.take_back(scene)
        fuzzer.compare([fuzzer.model.scenes[scene] for scene in due])


def _replace_one(
    fuzzer: Fuzzer, place: int, pattern: regex.Pattern[str], ranges: list[Put]
) -> None:
    """Replace the place that the bar went to: the next one, or the first."""
    places = [hit.span() for hit in pattern.finditer(fuzzer.here.text)]
    fuzzer.page.write_in(fuzzer.page.finding.bar.new, "", Qt.Key.Key_Return)
    if places:
        start, end = next((span for span in places if span[0] >= place), places[0])
        chosen = [put for put in ranges if start <= put[0] <= end and put[1] <= end]
        if chosen:
            fuzzer.model.put(fuzzer.here.id, chosen)


def _new_words(fuzzer: Fuzzer, old: str, *, is_cased: bool) -> str:
    match fuzzer.random.randrange(4):
        case 0:
            return ""
        case 1:
            return old.upper()
        case 2 if is_cased:
            return f"{old} {fuzzer.fresh()}"
        case _:
            return fuzzer.fresh()


def _pattern(old: str, is_cased: bool, is_whole: bool) -> regex.Pattern[str]:
    words = regex.escape(old) + r"(?!\p{M})"
    if is_whole:
        words = f"(?<!{LETTER}){words}(?!{LETTER})"
    return regex.compile(words, 0 if is_cased else regex.IGNORECASE)


def _replacements(
    scene: Scene, pattern: regex.Pattern[str], old: str, new: str, is_cased: bool
) -> list[Put]:
    """Return what has to be put in: words are the writer's, mere case has the origins it had."""
    ranges: list[Put] = []
    for hit in pattern.finditer(scene.text):
        start, end = hit.span()
        found = hit.group()
        if new == old.upper():
            if found != new:
                ranges.append((start, end, upper(scene.chars[start:end])))
        elif new.startswith(f"{old} "):
            ranges.append((end, end, chars(new[len(old) :], TYPED)))
        else:
            ranges.append((start, end, _typed(found, new, follows=not is_cased and found != old)))
    return ranges


def _typed(found: str, new: str, *, follows: bool) -> Chars:
    if follows and len(found) > 1 and found.isupper():
        new = new.upper()
    elif follows and found[:1].isupper():
        new = new[:1].upper() + new[1:]
    return chars(new, TYPED)


def declare(fuzzer: Fuzzer) -> None:
    """Say of words that came from outside whose they are; of others nobody can."""
    here, chance = fuzzer.here, fuzzer.random
    start, end = fuzzer.range(40)
    open_ones = [at for at, char in enumerate(here.chars) if not is_seen(char)]
    if open_ones and chance.random() < 0.8:
        start = end = chance.choice(open_ones)
        longest = chance.randint(1, 40)
        while end < len(here.chars) and end - start < longest and _is_open(here, end):
            end += 1
    words = here.chars[start:end]
    may = any(not char.sign.isspace() for char in words) and all(
        not is_seen(char) or char.sign.isspace() for char in words
    )
    obstacle = fuzzer.page.declaring.obstacle(here.id, start, end)
    if may != (obstacle is None):
        fuzzer.errors.add("declared", 1, f"{start} {end} may be declared: {may}; {obstacle}")
    if not may:
        return
    by: Class = (chance.choice(("human", "ai")), "declared")
    fuzzer.note("declare", start, end, by)
    fuzzer.page.declare(start, end, by[0], chance.choice(WHY))
    fuzzer.model.declare(here.id, start, end, by)


def _is_open(scene: Scene, at: int) -> bool:
    char = scene.chars[at]
    return char.sign.isspace() or not is_seen(char)


ACTS: dict[str, Callable[[Fuzzer], None]] = {"replace_by_bar": replace_by_bar, "declare": declare}
