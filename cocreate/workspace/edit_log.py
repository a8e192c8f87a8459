"""Edit logs (JSON lines) read, checked and played into a new scene."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cocreate.base.clock import FIRST_MS, LAST_MS, to_ms
from cocreate.base.errors import InputError
from cocreate.core.events import Cause, Edited, Op, SceneAdded
from cocreate.core.origin import ALLOWED_PAIRS, Contributor, Method, Origin, origin, plain
from cocreate.core.sound_words import sound_words
from cocreate.metrics.effort import ActionKind
from cocreate.workspace.sitting import END_AFTER_S
from cocreate.workspace.word_growth import word_growth
from cocreate.workspace.workspace import Workspace

_FORBIDDEN = ("\r", "\0")


@dataclass(frozen=True, slots=True)
class LoggedEdit:
    """One atomic edit of a log; `at_ms` is None where the log has no time."""

    at_ms: int | None
    ops: tuple[Op, ...]


@dataclass(frozen=True, slots=True)
class EditLog:
    """A whole log, checked: every operation fits the text before it."""

    initial: str
    initial_origin: Origin
    edits: tuple[LoggedEdit, ...]


def read_log(path: Path) -> EditLog:
    """Read and check a log; nothing is played yet.

    Raises:
        InputError: the file cannot be read, or a line of it is wrong; the sentence names the line.
    """
    lines = _lines(path)
    head = _object(lines[0], 1) if lines[0].strip() else {}
    version = head.get("cocreate_log")
    if version != 1 or isinstance(version, bool):
        raise InputError(
            f'“{path.name}” is no edit log: line 1 must begin with {{"cocreate_log": 1}}.'
        )
    initial = _text(head.get("initial", ""), 1)
    by = head.get("initial_by", "unknown")
    how = head.get("initial_how", "imported")
    return EditLog(initial, _origin(by, how, None, 1), tuple(_edits(lines, len(initial))))


def _lines(path: Path) -> list[str]:
    """Return the lines of a file, at least one; a byte-order mark is none of its text."""
    try:
        raw = path.read_bytes()
    except OSError as trouble:
        reason = trouble.strerror or "it cannot be read"
        raise InputError(f"“{path.name}” cannot be read: {reason}.") from trouble
    found: list[str] = []
    try:
        for line in raw.removeprefix(BOM_UTF8).splitlines() or [b""]:  # at CR and LF alone
            found.append(line.decode("utf-8"))
    except UnicodeDecodeError as trouble:
        if not found:
            raise InputError(f"“{path.name}” is not UTF-8 text, so it is no edit log.") from trouble
        raise InputError(
            f"Line {len(found) + 1} of the log is not UTF-8 text. Nothing of the log was kept."
        ) from trouble
    return found


def _edits(lines: list[str], length: int) -> Iterator[LoggedEdit]:
    ops: list[Op] = []
    event = 0
    at_ms: int | None = None
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        row = _object(line, number)
        op = _op(row, number, length)
        length += len(op.inserted.text) - op.removed
        moment, its_event = _time(row.get("t"), number), _count(row.get("ev"), "ev", number)
        if ops and its_event != event:
            yield LoggedEdit(at_ms, tuple(ops))
            ops = []
        if not ops:
            event, at_ms = its_event, moment
        ops.append(op)
    if ops:
        yield LoggedEdit(at_ms, tuple(ops))


def _op(row: dict[str, object], number: int, length: int) -> Op:
    start, removed = (
        _count(row.get("pos"), "pos", number),
        _count(row.get("removed", 0), "removed", number),
    )
    if start + removed > length:
        raise InputError(
            f"Line {number} of the log reaches past the end of the text ({length} characters "
            "there). Nothing of the log was kept."
        )
    inserted = _text(row.get("ins", ""), number)
    by = _origin(row.get("by", ""), row.get("how", ""), row.get("agent"), number)
    return Op(start, removed, plain(inserted, by))


def _object(line: str, number: int) -> dict[str, object]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as trouble:
        raise InputError(
            f"Line {number} of the log is not JSON. Nothing of the log was kept."
        ) from trouble
    if not isinstance(value, dict):
        raise InputError(f"Line {number} of the log is no object. Nothing of the log was kept.")
    return value


def _count(value: object, name: str, number: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InputError(
            f"Line {number} of the log: “{name}” must be a whole number from 0 on. "
            "Nothing of the log was kept."
        )
    return value


def _time(value: object, number: int) -> int | None:
    if value is None:
        return None
    is_number = not isinstance(value, bool)
    if is_number and isinstance(value, int | float) and FIRST_MS <= value <= LAST_MS:
        return int(value)
    raise InputError(
        f"Line {number} of the log: “t” must be milliseconds since 1970 or null. "
        "Nothing of the log was kept."
    )


def _text(value: object, number: int) -> str:
    if not isinstance(value, str):
        raise InputError(f"Line {number} of the log: text is missing. Nothing of the log was kept.")
    if any(sign in value for sign in _FORBIDDEN) or any("\ud800" <= s <= "\udfff" for s in value):
        raise InputError(
            f"Line {number} of the log holds a carriage return, a NUL or half a character. "
            "Nothing of the log was kept."
        )
    return value


def _origin(by: object, how: object, agent: object, number: int) -> Origin:
    try:
        contributor, method = Contributor(str(by)), Method(str(how))
    except ValueError:
        contributor, method = Contributor.HUMAN, Method.IMPORTED
    if (contributor, method) not in ALLOWED_PAIRS:
        raise InputError(
            f"Line {number} of the log: “{by}” with “{how}” is no origin that Cocreate knows. "
            "Nothing of the log was kept."
        )
    if not agent or contributor is not Contributor.AI:
        return origin(contributor, method)
    return origin(contributor, method, f"agent:{_text(agent, number)}")


def play(workspace: Workspace, log: EditLog, name: str) -> str:
    """Play a log into a new scene called `name`; return the scene's id.

    The log's own times divide it into sittings; without times it is one sitting of no duration.

    Raises:
        InputError: a scene of that name is there already.
    """
    name = sound_words(name)
    if any(scene.title == name for scene in workspace.state.manuscript()):
        raise InputError(
            f"There is a scene “{name}” already. Choose another name with --scene. "
            "Nothing was changed."
        )
    now_ms = to_ms(workspace.clock.now())
    first_ms = next((edit.at_ms for edit in log.edits if edit.at_ms is not None), now_ms)
    workspace.recorder.begin_sitting(first_ms)
    scene = workspace.ids.new("scene")
    content = plain(log.initial, log.initial_origin)
    place = len(workspace.state.order)
    workspace.record(SceneAdded(scene, "", name, place, content), at_ms=first_ms)
    workspace.touch(scene)
    last_ms = first_ms
    for edit in log.edits:
        at_ms = last_ms if edit.at_ms is None else edit.at_ms
        if at_ms - last_ms > END_AFTER_S * 1000:
            workspace.recorder.begin_sitting(at_ms)
        _play_edit(workspace, scene, edit.ops, at_ms)
        last_ms = at_ms
    workspace.close_burst()
    return scene


def _play_edit(workspace: Workspace, scene: str, ops: tuple[Op, ...], at_ms: int) -> None:
    """Apply the operations of one atomic edit one after the other, without views or undo."""
    text = workspace.scene(scene).text
    edits = []
    for op in ops:
        end = op.start + op.removed
        workspace.sitting.count_words(word_growth(text, [(op.start, end, op.inserted)]))
        edits.append(text.replace(op.start, end, op.inserted))
    workspace.sitting.act(ActionKind.WRITING, at_ms)
    workspace.recorder.edited(Edited(scene, Cause.LOG, ops), tuple(edits), at_ms)
