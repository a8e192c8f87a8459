"""Commands about agents: agents, models, suggest, suggestions, accept, reject."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from cocreate.agents.agent import Agent
from cocreate.agents.roster import load_roster
from cocreate.base.errors import InputError, ProviderError
from cocreate.cli.house import House, say, write_out
from cocreate.core.state import ProjectState
from cocreate.core.suggestion import Hunk
from cocreate.metrics.cost import tabulate
from cocreate.providers.weights import install_weights
from cocreate.workspace.asking import NeedsConsentError
from cocreate.workspace.desk import Desk, agent_folders
from cocreate.workspace.figures import money_of
from cocreate.workspace.review import Review, offered_words
from cocreate.workspace.workspace import Workspace

_WAIT_S = 0.5


def agents(arguments: Namespace, house: House) -> int:
    """List the agents at hand, and name files that are broken."""
    project = Path(arguments.project) if arguments.project else None
    roster = load_roster(agent_folders(house.preferences.user_files, project))
    if arguments.json:
        rows = [_agent_row(agent) for agent in roster.agents]
        rows += [
            {
                "name": problem.file.stem,
                "title": problem.file.stem,
                "purpose": "other",
                "needs": "none",
                "answers": "text",
                "model": "default",
                "file": str(problem.file),
                "problem": problem.sentence,
            }
            for problem in roster.problems
        ]
        write_out(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return 0
    for agent in roster.agents:
        needs = "" if agent.needs.value == "none" else f" (needs: {agent.needs.value})"
        say(f"{agent.name:22} {agent.title}: {agent.role}{needs}")
    for problem in roster.problems:
        say(f"{problem.file.stem:22} cannot be used: {problem.sentence}")
    return 0


def _agent_row(agent: Agent) -> dict[str, object]:
    return {
        "name": agent.name,
        "title": agent.title,
        "purpose": agent.purpose.value,
        "needs": agent.needs.value,
        "answers": agent.answers.value,
        "model": agent.model,
        "file": str(agent.file) if agent.file else None,
        "problem": None,
    }


def models(arguments: Namespace, house: House) -> int:
    """List the models at hand, or install the embedded one."""
    if arguments.verb == "install":
        say(f"The built-in model is installed: {install_weights()}")
        return 0
    found = house.find_models()
    if arguments.json:
        rows = [
            {
                "ref": model.ref,
                "provider": model.provider,
                "model": model.model,
                "local": model.is_local,
                "ready": model.is_ready,
                "larger": model.is_larger,
            }
            for model in found
        ]
        write_out(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return 0
    for model in found:
        place = "on this machine" if model.is_local else "a service"
        say(f"{model.ref:44} {place}, {'ready' if model.is_ready else 'not ready'}")
    for problem in house.preferences.user_files.providers().problems:
        say(problem)
    return 0


def suggest(arguments: Namespace, house: House) -> int:
    """Run an agent without a window; what it proposes stays pending."""
    lines: tuple[int, int] | None = arguments.lines
    with house.writing(Path(arguments.project)) as workspace:
        desk = house.desk(workspace)
        try:
            scenes = (
                [workspace.find_scene(arguments.scene).id]
                if arguments.scene
                else list(workspace.state.order)
            )
            _check_lines(workspace, scenes, lines)
            runs = [_run(desk, arguments, scene, lines) for scene in scenes]
        finally:
            desk.spawner.close()
            desk.access.stop()
        state = workspace.state
        document = _suggest_document(workspace, runs)
        failed = [state.runs[run].sentence for run in runs if state.runs[run].how == "failed"]
        stopped = [state.runs[run].sentence for run in runs if state.runs[run].how == "budget"]
    trouble = failed + stopped
    if arguments.json:
        write_out(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    else:
        _print_suggest(document, has_trouble=bool(trouble))
    if trouble:
        raise ProviderError(trouble[0])
    return 0


def _run(desk: Desk, arguments: Namespace, scene: str, lines: tuple[int, int] | None) -> str:
    def ask() -> str:
        return desk.runs.ask(
            arguments.agent, scene, lines=lines, words=arguments.ask or "", ref=arguments.model
        )

    try:
        run = ask()
    except NeedsConsentError as needed:
        if not arguments.yes:
            raise
        desk.runs.give_consent(needed.request)
        run = ask()
    while run in desk.runs.live_ids:
        desk.spawner.wait(_WAIT_S)
    return run


def _suggest_document(workspace: Workspace, runs: list[str]) -> dict[str, object]:
    state = workspace.state
    review = Review(workspace)
    wanted = set(runs)
    calls = [call for call in state.calls if call.run in wanted]
    answers = [state.runs[run].answer for run in runs if state.runs[run].answer]
    return {
        "run": runs[0] if len(runs) == 1 else ",".join(runs),
        "suggestions": [
            suggestion_row(hunk, state, review) for hunk in review.all_hunks() if hunk.run in wanted
        ],
        "notes": [
            {
                "scene": scene.title,
                "line": None if note.start < 0 else scene.text.line_of(note.start) + 1,
                "quote": note.quote,
                "note": note.note,
            }
            for scene in state.manuscript()
            for note in scene.notes.values()
            if note.run in wanted
        ],
        "answer": "\n\n".join(answers) or None,
        "usage": {
            "calls": len(calls),
            "input_tokens": sum(call.usage.input_tokens for call in calls),
            "output_tokens": sum(call.usage.output_tokens for call in calls),
            "cached_tokens": sum(call.usage.cached_tokens for call in calls),
            "reasoning_tokens": sum(call.usage.reasoning_tokens for call in calls),
            "estimated": any(call.usage.is_estimated for call in calls),
            "cost": [
                {"currency": money.currency, "micros": money.micros}
                for money in money_of(tabulate(calls))
            ],
        },
    }


def _print_suggest(document: dict[str, object], *, has_trouble: bool) -> None:
    suggestions, notes = document["suggestions"], document["notes"]
    if isinstance(suggestions, list):
        for row in suggestions:
            say(_suggestion_line(row))
    if isinstance(notes, list):
        for note in notes:
            say(f"{note['scene']}, line {note['line']}: {note['note']}")
    if document["answer"]:
        say(str(document["answer"]))
    if not (suggestions or notes or document["answer"] or has_trouble):
        say("Nothing to propose.")


def suggestions(arguments: Namespace, house: House) -> int:
    """List pending suggestions, or all of them."""
    with house.reading(Path(arguments.project)) as workspace:
        review = Review(workspace)
        found = review.all_hunks() if arguments.all else review.open_hunks()
        rows = [suggestion_row(hunk, workspace.state, review) for hunk in found]
    if arguments.json:
        write_out(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return 0
    for row in rows:
        say(_suggestion_line(row))
    if not rows:
        say("No suggestion is waiting.")
    return 0


def suggestion_row(hunk: Hunk, state: ProjectState, review: Review) -> dict[str, object]:
    """Return a suggestion in the form of the contract."""
    line = review.line(hunk)
    return {
        "id": hunk.id,
        "run": hunk.run,
        "agent": hunk.agent,
        "model": hunk.model,
        "contributor": hunk.contributor.value,
        "scene": state.scenes[hunk.scene].title,
        "line": None if line is None else line + 1,
        "old": hunk.old,
        "new": offered_words(hunk),
        "reason": hunk.reason,
        "verdict": hunk.verdict.value,
    }


def _suggestion_line(row: dict[str, object]) -> str:
    place = f"line {row['line']}" if row["line"] else "loose"
    what = f"{row['old']!r} -> {row['new']!r}"
    return f"{row['id']}  {row['scene']}, {place}  [{row['verdict']}]  {what}  {row['reason']}"


def accept(arguments: Namespace, house: House) -> int:
    """Accept suggestions, all or nothing."""
    with house.writing(Path(arguments.project)) as workspace, workspace.as_one():
        review = Review(workspace)
        if arguments.text is not None:
            review.accept_edited(arguments.ids[0], arguments.text)
        else:
            review.accept_many(arguments.ids)
    say(f"Accepted {len(arguments.ids)}.")
    return 0


def reject(arguments: Namespace, house: House) -> int:
    """Reject suggestions, all or nothing."""
    with house.writing(Path(arguments.project)) as workspace, workspace.as_one():
        Review(workspace).reject_many(arguments.ids, arguments.why or "", only_pending=True)
    say(f"Rejected {len(arguments.ids)}.")
    return 0


def _check_lines(workspace: Workspace, scenes: list[str], lines: tuple[int, int] | None) -> None:
    if lines is None:
        return
    for scene in map(workspace.scene, scenes):
        if lines[1] > scene.text.line_count:
            raise InputError(
                f"The scene “{scene.title}” has {scene.text.line_count} lines; --lines reaches "
                "past its end."
            )
