"""Events folded, one by one, into the state of a project at any moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cocreate.base.errors import UNREADABLE, ProjectDamagedError
from cocreate.core.attributed import AttributedText
from cocreate.core.declared_time import TimeDeclared
from cocreate.core.events import (
    CallMade,
    ConsentGiven,
    Edited,
    Entry,
    Exported,
    HunkDecided,
    HunkOffered,
    MatchDecided,
    MatchFound,
    NoteDismissed,
    NoteOffered,
    OriginsDeclared,
    PassageBrought,
    ProjectCreated,
    ProjectNamed,
    RunStarted,
    RunStopped,
    SceneAdded,
    SceneChanged,
    SceneRemoved,
    SceneRestored,
    SessionBegan,
    SessionEnded,
)
from cocreate.core.ledger_events import CheckpointMade, PassageForgotten
from cocreate.core.manuscript import inserted, moved, removed
from cocreate.core.origin import EMPTY, Contributor, Edit, Fragment
from cocreate.core.pictures import PictureAdded
from cocreate.core.rebase import rebase_hunks, rebase_matches, rebase_notes
from cocreate.core.state import (
    BroughtSource,
    CallRecord,
    ProjectState,
    RunState,
    SceneState,
    SessionState,
)
from cocreate.core.suggestion import Hunk, HunkOpened, Match, MatchVerdict, Note, Verdict

_ProjectEvent = ProjectCreated | ProjectNamed | PictureAdded | TimeDeclared
_SceneEvent = SceneAdded | SceneChanged | SceneRemoved | SceneRestored
_RunEvent = RunStarted | CallMade | RunStopped | ConsentGiven | PassageBrought
_ReviewEvent = HunkOffered | HunkDecided | NoteOffered | NoteDismissed
_SittingEvent = SessionBegan | SessionEnded


def fold(state: ProjectState, entry: Entry) -> tuple[Edit, ...]:
    """Fold one event that was read into the state; as `apply`, but for damage to a ledger.

    Raises:
        ProjectDamagedError: it does not fit what came before it.
    """
    try:
        return apply(state, entry)
    except UNREADABLE as error:
        raise does_not_fit(entry.seq) from error


def does_not_fit(seq: int) -> ProjectDamagedError:
    """Return the trouble with an event that cannot have come behind the ones before it."""
    return ProjectDamagedError(
        f"Event {seq} does not fit what came before it; run `cocreate verify` and restore the"
        " project from a backup."
    )


def apply(state: ProjectState, entry: Entry) -> tuple[Edit, ...]:
    """Fold one event into the state, exactly as it happened live.

    Returns the edits it made in a scene, a new scene's first text included, as they were applied.
    """
    state.seq = entry.seq
    edits: tuple[Edit, ...] = ()
    match entry.event:
        case ProjectCreated() | ProjectNamed() | PictureAdded() | TimeDeclared() as event:
            _apply_project(state, event)
        case SessionBegan() | SessionEnded() as event:
            _apply_sitting(state, entry, event)
        case SceneAdded() | SceneChanged() | SceneRemoved() | SceneRestored() as event:
            edits = _apply_scene(state, event)
        case Edited(scene, _, ops):
            changes = [(op.start, op.start + op.removed, op.inserted) for op in ops]
            edits = _edit(state.scenes[scene], changes)
        case OriginsDeclared(scene, start, content):
            changes = [(start, start + len(content.text), content)] if content.text else []
            edits = _edit(state.scenes[scene], changes)
        case RunStarted() | CallMade() | RunStopped() | ConsentGiven() | PassageBrought() as event:
            _apply_run(state, entry, event)
        case HunkOffered() | HunkDecided() | NoteOffered() | NoteDismissed() as event:
            _apply_review(state.scenes[event.scene], entry, event)
        case MatchFound() | MatchDecided() as event:
            _apply_match(state.scenes[event.scene].matches, entry, event)
        case Exported() | CheckpointMade() | PassageForgotten() | HunkOpened():
            pass
    _touch_sitting(state, entry)
    return edits


def apply_written(state: ProjectState, entry: Entry) -> None:
    """Fold an event whose edits are made already; only its place and time are taken in."""
    state.seq = entry.seq
    _touch_sitting(state, entry)


def replay(entries: Iterable[Entry], until: int | None = None) -> ProjectState:
    """Return the state after the entries, or after the one numbered `until`."""
    state = ProjectState()
    for entry in entries:
        if until is not None and entry.seq > until:
            break
        fold(state, entry)
    return state


def walk(
    entries: Iterable[Entry], state: ProjectState | None = None
) -> Iterator[tuple[Entry, tuple[Edit, ...], ProjectState]]:
    """Yield each entry with the edits it made and the state after it.

    The state is one and the same object all along: read it before going on.

    Args:
        state: the object to fold into, an empty one, for whoever has to see it before the next
            entry is read.
    """
    state = ProjectState() if state is None else state
    for entry in entries:
        edits = fold(state, entry)
        yield entry, edits, state


def may_join_keys(state: ProjectState, scene: str, removed: int) -> bool:
    """Whether keys may be folded as one replacement: only a note whose words go could tell.

    Args:
        removed: how many characters the event takes out.
    """
    known = state.scenes.get(scene)
    if known is None or not known.notes:
        return True
    return not removed and all(note.start >= 0 for note in known.notes.values())


def edit_scene(scene: SceneState, start: int, end: int, new: Fragment) -> Edit:
    """Make one replacement in a scene and move what agents proposed along with it."""
    edit = scene.text.replace(start, end, new)
    rebase_hunks(scene.hunks, edit)
    rebase_notes(scene.notes, edit)
    rebase_matches(scene.matches, edit)
    return edit


def decided(hunk: Hunk, event: HunkDecided, at_ms: int) -> Hunk:
    """Return the hunk after a decision over it (or after one was taken back)."""
    is_decision = event.verdict in (Verdict.ACCEPTED, Verdict.EDITED, Verdict.REJECTED)
    is_repeated = event.verdict is hunk.verdict and hunk.decided_ms
    return replace(
        hunk,
        verdict=event.verdict,
        start=event.start,
        end=event.end,
        final=event.final,
        why=event.why,
        is_partial=event.is_partial,
        decided_ms=(hunk.decided_ms if is_repeated else at_ms) if is_decision else 0,
    )


def offered(event: HunkOffered, at_ms: int) -> Hunk:
    """Return the hunk that an offer brings."""
    return Hunk(
        id=event.hunk,
        run=event.run,
        scene=event.scene,
        agent=event.agent,
        model=event.model,
        contributor=event.contributor,
        start=event.start,
        end=event.end,
        old=event.old,
        new=event.new,
        reason=event.reason,
        line=event.line,
        verdict=event.verdict,
        offered_ms=at_ms,
    )


def _edit(scene: SceneState, replacements: Sequence[tuple[int, int, Fragment]]) -> tuple[Edit, ...]:
    return tuple(edit_scene(scene, start, end, new) for start, end, new in replacements)


def _apply_project(state: ProjectState, event: _ProjectEvent) -> None:
    match event:
        case ProjectCreated(title, writer) | ProjectNamed(title, writer):
            state.title, state.writer = title, writer
        case PictureAdded():
            state.pictures[event.name] = event
        case TimeDeclared(id=id_, is_withdrawn=True):
            state.times.pop(id_, None)
        case TimeDeclared():
            state.times[event.id] = event


def _apply_scene(state: ProjectState, event: _SceneEvent) -> tuple[Edit, ...]:
    match event:
        case SceneAdded():
            text = AttributedText(event.content)
            scene = SceneState(event.scene, event.chapter, event.title, text)
            state.scenes[event.scene] = scene
            state.order[:] = inserted(state.order, event.scene, event.position)
            return (Edit(0, EMPTY, event.content),) if event.content.text else ()
        case SceneChanged():
            scene = state.scenes[event.scene]
            scene.chapter, scene.title = event.chapter, event.title
            if not scene.is_removed:
                state.order[:] = moved(state.order, event.scene, event.position)
        case SceneRemoved():
            state.scenes[event.scene].is_removed = True
            state.order[:] = removed(state.order, event.scene)
        case SceneRestored():
            state.scenes[event.scene].is_removed = False
            state.order[:] = moved(state.order, event.scene, event.position)
    return ()


def _apply_run(state: ProjectState, entry: Entry, event: _RunEvent) -> None:
    match event:
        case RunStarted():
            state.runs[event.run] = RunState(
                id=event.run,
                agent=event.agent,
                agent_title=event.agent_title,
                purpose=event.purpose,
                model=event.model,
                scene=event.scene,
                ask=event.ask,
                lines=event.lines,
                session=entry.session,
                began_ms=entry.at_ms,
            )
        case CallMade():
            state.calls.append(
                CallRecord(
                    run=event.run,
                    provider=event.provider,
                    model=event.model,
                    usage=event.usage,
                    duration_ms=event.duration_ms,
                    cost=event.cost,
                    price_as_of=event.price_as_of,
                    price_source=event.price_source,
                    at_ms=entry.at_ms,
                    session=entry.session,
                )
            )
        case RunStopped():
            run = state.runs[event.run]
            run.ended_ms = entry.at_ms
            run.how, run.sentence, run.answer = event.how, event.sentence, event.answer
        case ConsentGiven():
            state.consents.add(event.provider)
        case PassageBrought():
            for id_, by, *told in event.sources:
                state.brought[id_] = BroughtSource(id_, Contributor(by), *told)


def _apply_review(scene: SceneState, entry: Entry, event: _ReviewEvent) -> None:
    match event:
        case HunkOffered():
            scene.hunks[event.hunk] = offered(event, entry.at_ms)
        case HunkDecided():
            scene.hunks[event.hunk] = decided(scene.hunks[event.hunk], event, entry.at_ms)
        case NoteOffered():
            scene.notes[event.note] = Note(
                id=event.note,
                run=event.run,
                scene=event.scene,
                agent=event.agent,
                start=event.start,
                end=event.end,
                quote=event.quote,
                note=event.text,
                line=event.line,
            )
        case NoteDismissed():
            note = scene.notes[event.note]
            scene.notes[event.note] = replace(note, is_dismissed=event.is_dismissed)


def _apply_match(matches: dict[str, Match], entry: Entry, event: MatchFound | MatchDecided) -> None:
    match event:
        case MatchFound(match, scene, offer, start, end, words):
            known = matches.get(match)
            if known is None:
                known = Match(match, scene, offer, start, end, words, found_ms=entry.at_ms)
            matches[match] = replace(known, start=start, end=end)
        case MatchDecided(match, _, verdict, why):
            at_ms = 0 if verdict is MatchVerdict.OPEN else entry.at_ms
            matches[match] = replace(matches[match], verdict=verdict, why=why, decided_ms=at_ms)


def _apply_sitting(state: ProjectState, entry: Entry, event: _SittingEvent) -> None:
    match event:
        case SessionBegan():
            state.sessions[entry.session] = SessionState(entry.session, event.how, entry.at_ms)
        case SessionEnded():
            sitting = state.sessions[entry.session]
            sitting.ended_ms = entry.at_ms
            sitting.idle_limit_s = event.idle_limit_s
            sitting.active_s = event.active_s
            sitting.writing_s = event.writing_s
            sitting.reviewing_s = event.reviewing_s
            sitting.prompting_s = event.prompting_s
            sitting.reading_s = event.reading_s
            sitting.words_added = event.words_added
            sitting.words_removed = event.words_removed


def _touch_sitting(state: ProjectState, entry: Entry) -> None:
    sitting = state.sessions.get(entry.session)
    if sitting is None:
        return
    event = entry.event
    last = entry.at_ms + (event.duration_ms if isinstance(event, Edited) else 0)
    sitting.last_ms = max(sitting.last_ms, last)
