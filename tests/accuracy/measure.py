"""One seed from the first step to the report, and what is wrong in the end."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import regex

from cocreate.cli.main import main
from cocreate.core.replay import walk
from cocreate.metrics.lineage import LineageTally
from cocreate.store.verify import verify_project
from cocreate.workspace.opening import open_project
from tests.accuracy import bars, elsewhere, model
from tests.accuracy.fuzzer import Errors, Fuzzer, first_text
from tests.accuracy.page import Page
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds

LOOK_BACK_EVERY = 40


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one seed gave.

    Args:
        steps: how many were made; fewer than wanted if something was wrong.
        errors: what was wrong.
        log: what was done.
        done: how often each kind of thing was done.
    """

    seed: int
    steps: int
    errors: Errors
    log: list[str]
    done: Counter[str]


def run(seed: int, steps: int, folder: Path) -> Outcome:
    """Let one seed's writer work in `folder`, which is empty."""
    path = folder / f"{seed}.cocreate"
    given = folder / f"{seed}.txt"
    first = first_text(seed)
    given.write_text(first, encoding="utf-8")
    call("new", path, given, "--writer", "Writer")
    page = Page(path)
    begin = [(page.workspace.state.order[0], first)]
    fuzzer = Fuzzer(seed, page, begin, {**bars.ACTS, **elsewhere.ACTS})
    past: list[tuple[int, list[tuple[str, model.Chars]]]] = []
    with _watched(fuzzer.errors):
        made = _work(fuzzer, page, steps, past)
        page.close()
    if not fuzzer.errors:
        check_outside(path, fuzzer, past)
    return Outcome(seed, made, fuzzer.errors, fuzzer.log, fuzzer.done)


def _work(
    fuzzer: Fuzzer, page: Page, steps: int, past: list[tuple[int, list[tuple[str, model.Chars]]]]
) -> int:
    """Make the steps, keep some moments for looking back; return how many were made."""
    made = 0
    while made < steps and fuzzer.step():
        made += 1
        if made % LOOK_BACK_EVERY == 0:
            page.workspace.save()
            fuzzer.model.end_burst()
            fuzzer.compare_all()
            standing = [(scene.id, list(scene.chars)) for scene in fuzzer.model.standing()]
            past.append((page.workspace.state.seq, standing))
    if not fuzzer.errors:
        fuzzer.compare_all()
    return made


@contextlib.contextmanager
def _watched(errors: Errors) -> Iterator[None]:
    """Count as an error what goes wrong inside Qt's own calls; nobody could catch it."""
    before = sys.excepthook

    def note(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
        where = "".join(traceback.format_exception(error)[-2:]).replace("\n", " ")
        errors.add("typed", 1, f"{kind.__name__} in a slot: {where}")

    sys.excepthook = note
    try:
        yield
    finally:
        sys.excepthook = before


def check_outside(
    path: Path, fuzzer: Fuzzer, past: list[tuple[int, list[tuple[str, model.Chars]]]]
) -> None:
    """Compare what the commands say, and what they say of the past."""
    errors = fuzzer.errors
    result = verify_project(path)
    if not result.ok:
        errors.add("typed", 1, f"verify: {result.first_problem}")
    standing = [(scene.id, scene.chars) for scene in fuzzer.model.standing()]
    _compare_spans(json.loads(call("spans", path, "--json")), standing, errors)
    for seq, then in past[:: max(1, len(past) // 3)]:
        _compare_spans(json.loads(call("spans", path, "--at", seq, "--json")), then, errors)
    report = json.loads(call("report", path, "--format", "json"))
    texts = [given for _, given in standing]
    has_markup = fuzzer.has_marks
    compare_report(report, texts, fuzzer.model.tally, errors, has_markup=has_markup)
    if has_markup:
        _compare_shown(report["surviving"], texts, errors)
    _compare_curation(report["curation"], fuzzer.model.scenes.values(), errors)
    if not fuzzer.model.has_copied:  # the ledger does not say where a copy was made
        _compare_descent(path, fuzzer.model.scenes.values(), errors)


def _compare_descent(path: Path, scenes: Iterable[model.Scene], errors: Errors) -> None:
    """Compare which suggestions each character stands inside and descends from."""
    tally = LineageTally()
    project = open_project(path, clock=FakeClock(), ids=CountingIds(), writes=False)
    for entry, edits, state in walk(project.project.ledger.entries()):
        tally.take(entry, edits, state)
    project.close()
    for scene in scenes:
        due = model.descent_of(scene.chars)
        runs = tally.labels(scene.id, len(due))
        found = [(label.inside, label.descends) for length, label in runs for _ in range(length)]
        for at, (char, one, other) in enumerate(zip(scene.chars, due, found, strict=True)):
            if one != other:
                told = [[sorted(ids) for ids in pair] for pair in (other, one)]
                errors.add(char.name, 1, f"{scene.id} {at} {char.sign!r}: {told[0]}, not {told[1]}")


def _compare_spans(
    rows: list[dict[str, object]], wanted: list[tuple[str, model.Chars]], errors: Errors
) -> None:
    found: dict[str, list[object]] = {scene: [] for scene, _ in wanted}
    for row in rows:
        length = int(str(row["end"])) - int(str(row["start"]))
        told = (row["contributor"], row["method"], row["suggestion"])
        found[str(row["scene_id"])].extend([told] * length)
    for scene, given in wanted:
        due = [(*char.by, char.source if char.by[1] == "accepted" else None) for char in given]
        if len(due) != len(found[scene]):
            errors.add("typed", 1, f"spans of {scene}: {len(found[scene])}, not {len(due)}")
        for char, one, other in zip(given, due, found[scene], strict=False):
            if one != other:
                errors.add(char.name, 1, f"spans of {scene}: {other}, not {one}")


def compare_report(
    report: dict[str, object],
    standing: Iterable[model.Chars],
    tally: model.Tally,
    errors: Errors,
    *,
    has_markup: bool = False,
) -> None:
    """Compare the numbers of a report with the model's own."""
    texts = list(standing)
    found = json.loads(json.dumps(report))
    plain = Counter(char.by[0] for given in texts for char in given)
    for by, number in found["characters"].items():
        _differ(errors, "typed", f"characters by {by}", number, plain[by])
    work = {
        (row["contributor"], row["method"]): (row["inserted"], row["removed"])
        for row in found["work"]
    }
    rows = tally.rows()
    for by in {*work, *rows}:
        one, other = work.get(by, (0, 0)), rows.get(by, (0, 0))
        _differ(errors, _name(by), f"inserted by {by}", one[0], other[0])
        _differ(errors, _name(by), f"removed of {by}", one[1], other[1])
    undone = found["undone"]
    _differ(errors, "typed", "undone in", undone["inserted"], tally.undone_inserted)
    _differ(errors, "typed", "undone out", undone["removed"], tally.undone_removed)
    _differ(errors, "moved", "moves", found["moves"]["count"], tally.moves)
    _differ(errors, "moved", "moved", found["moves"]["characters"], tally.moved_characters)
    if not has_markup:
        _compare_classes(found["surviving"], model.count(texts), errors)


def _compare_classes(found: dict[str, object], due: model.Count, errors: Errors) -> None:
    told = json.loads(json.dumps(found))
    rows = {(row["contributor"], row["method"]): row for row in told["classes"]}
    for by in {*rows, *due.signs, *due.words}:
        row = rows.get(by, {"characters": 0, "words": 0})
        _differ(errors, _name(by), f"signs of {by}", row["characters"], due.signs[by])
        _differ(errors, _name(by), f"words of {by}", row["words"], due.words[by])
    _differ(errors, "typed", "total", told["total"], due.signs.total())
    _differ(errors, "typed", "mixed words", told["mixed_words"], due.mixed)


def _compare_shown(found: dict[str, object], texts: Iterable[model.Chars], errors: Errors) -> None:
    """Compare how many signs are words and not marks, with what the Markdown library renders."""
    due = sum(
        not sign.isspace()
        for given in texts
        for sign in regex.findall(r"\X", model.shown(model.words_of(given)))
    )
    _differ(errors, "typed", "signs that are no marks", int(str(found["total"])), due)


def _compare_curation(found: dict[str, int], scenes: Iterable[model.Scene], errors: Errors) -> None:
    offers = [offer for scene in scenes for offer in scene.offers.values()]
    due = Counter(offer.verdict for offer in offers if offer.about)
    told = {**found, "edited": found["edited"] + found["partial"]}
    # What becomes of undecided lines of their own is not foretold here.
    open_ones = sum(not offer.about for offer in offers)
    for verdict in ("accepted", "edited", "rejected", "pending", "stale"):
        missing = max(0, due[verdict] - told[verdict])
        surplus = max(0, told[verdict] - due[verdict] - open_ones)
        _differ(errors, "accepted ai", f"suggestions {verdict}", missing + surplus, 0)
    _differ(errors, "accepted ai", "suggestions", found["offered"], len(offers))


def _differ(errors: Errors, name: str, what: str, found: int, due: int) -> None:
    if found != due:
        errors.add(name, abs(found - due), f"report: {what} {found}, not {due}")


def _name(by: model.Class) -> str:
    return model.Char("", by).name


def call(*words: object) -> str:
    """Run a command in this process; return what it wrote to standard output."""
    told = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(told):
        code = main([str(word) for word in words])
    told.seek(0)
    said = told.read()
    assert code == 0, (words, said)
    return said
