"""One run of an agent: a brief goes in, a stream of news comes out, errors become its last word."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing

from cocreate.agents.agent import Agent, Answers, Engine, Needs
from cocreate.agents.brief import Brief
from cocreate.agents.calls import Call, Meter, RunModel, RunOptions
from cocreate.agents.checkers import CHECKER_NAME, checker_for, count_words_of, find_slips
from cocreate.agents.clean import StreamCleaner
from cocreate.agents.consistency import find_contradictions
from cocreate.agents.echoes import find_echoes
from cocreate.agents.findings import Finding
from cocreate.agents.guarded import Task, ask_sentence, choose_sentences, guard, narrow
from cocreate.agents.pacing import read_pace
from cocreate.agents.prompt import build_messages
from cocreate.agents.propose import Proposal, line_at, place_hunk, place_note
from cocreate.agents.run_events import (
    BUDGET,
    DONE,
    FAILED,
    STOPPED,
    HunkProposed,
    NoteProposed,
    Progress,
    RunEnded,
    RunEvent,
    TextArrived,
)
from cocreate.agents.wire import ANSWER_SCHEMA, MOST_ITEMS, AnswerParser, Item, ParsedHunk
from cocreate.base.errors import CocreateError
from cocreate.core.origin import Contributor
from cocreate.providers.provider import Request

_ALLOWANCE = 8  # characters a token may come to before an answer counts as endless
_SPARE_CHARACTERS = 4_000
_PAUSE_EVERY = 50  # placed items between two pauses

Events = AsyncGenerator[RunEvent, None]


async def run(
    agent: Agent, brief: Brief, model: RunModel | None = None, options: RunOptions | None = None
) -> Events:
    """Give the news of one run of `agent` on `brief`; the last one is always a RunEnded.

    Cancelling the task or closing the generator ends the call to the model, too.
    """
    chosen = RunOptions() if options is None else options
    try:
        async with aclosing(_work(agent, brief, model, chosen)) as events:
            async for event in events:
                yield event
    except CocreateError as error:
        yield RunEnded(FAILED, error.sentence)


def lack_of(agent: Agent, model: RunModel | None) -> str:
    """Return what the agent lacks to be asked, in one sentence; empty if nothing."""
    if agent.needs is Needs.LARGER_MODEL and (model is None or not model.is_larger):
        return (
            f"{agent.title} needs a larger model than the built-in one; connect a model in the "
            "settings."
        )
    if model is None and (agent.needs is Needs.ANY_MODEL or _asks_only_a_model(agent)):
        return f"{agent.title} needs a model, and none is ready; connect one in the settings."
    return ""


def _asks_only_a_model(agent: Agent) -> bool:
    return agent.engine in {Engine.MODEL, Engine.TIGHTENER}


def _work(agent: Agent, brief: Brief, model: RunModel | None, options: RunOptions) -> Events:
    lack = lack_of(agent, model)
    if lack:
        return _only(RunEnded(FAILED, lack))
    if not brief.text.strip():
        return _only(RunEnded(DONE, "There is nothing to read in this scene yet."))
    match agent.engine:
        case Engine.HARPER:
            return _copyedit(agent, brief, model, options)
        case Engine.TIGHTENER if model is not None:
            return _tighten(agent, brief, model, options)
        case Engine.MODEL if model is not None:
            return _ask_model(agent, brief, model, options)
        case _:
            return _read(agent, brief, options)


async def _only(event: RunEvent) -> Events:
    yield event


# Deterministic readers


async def _read(agent: Agent, brief: Brief, options: RunOptions) -> Events:
    count = 0
    for news in _reader(agent, brief):
        await asyncio.sleep(0)
        if options.is_stopped():
            yield RunEnded(STOPPED)
            return
        if isinstance(news, Progress):
            yield news
            continue
        count += 1
        yield _note(brief, news)
    yield RunEnded(DONE, "" if count else f"{agent.title} found nothing to remark on.")


def _reader(agent: Agent, brief: Brief) -> Iterator[Progress | Finding]:
    others = brief.other_scenes()
    if agent.engine is Engine.ECHO:
        return find_echoes(brief.text, brief.scope(), [text for _, text in others])
    if agent.engine is Engine.CONSISTENCY:
        return find_contradictions(brief.text, brief.scope(), others)
    return read_pace(brief.text, brief.scope())


def _note(brief: Brief, finding: Finding) -> NoteProposed:
    quote = brief.text[finding.start : finding.end]
    line = line_at(brief.text, finding.start)
    return NoteProposed(quote, finding.note, line, finding.start, finding.end)


# Sentence by sentence


async def _copyedit(
    agent: Agent, brief: Brief, model: RunModel | None, options: RunOptions
) -> Events:
    taken: list[tuple[int, int]] = []
    words = count_words_of(brief.text, *(text for _, text in brief.other_scenes()))
    checker = checker_for(options.dialect)
    for news in find_slips(brief.text, brief.scope(), checker, words):
        await asyncio.sleep(0)
        if options.is_stopped():
            yield RunEnded(STOPPED)
            return
        if isinstance(news, Proposal):
            taken.append((news.start, news.end))
            yield HunkProposed(news, Contributor.TOOL, CHECKER_NAME)
        else:
            yield news
    ended = RunEnded(DONE)
    count = len(taken)
    if model is not None:
        sentences = _sentences(agent, brief, model, options, taken)
        async with aclosing(sentences):
            async for event in sentences:
                if isinstance(event, RunEnded):
                    ended = event
                    continue
                count += isinstance(event, HunkProposed)
                yield event
    if ended.how == FAILED:
        ended = RunEnded(DONE, f"The checker has read it; the model could not: {ended.sentence}")
    if ended.how == DONE and not ended.sentence and not count:
        ended = RunEnded(DONE, f"{agent.title} found nothing to mend.")
    yield ended


async def _tighten(agent: Agent, brief: Brief, model: RunModel, options: RunOptions) -> Events:
    count = 0
    sentences = _sentences(agent, brief, model, options, [])
    async with aclosing(sentences):
        async for event in sentences:
            count += isinstance(event, HunkProposed)
            if event == RunEnded(DONE) and not count:
                yield RunEnded(DONE, f"{agent.title} found no sentence that can safely be shorter.")
            else:
                yield event


async def _sentences(
    agent: Agent,
    brief: Brief,
    model: RunModel,
    options: RunOptions,
    taken: list[tuple[int, int]],
) -> Events:
    task = Task.TIGHTEN if agent.engine is Engine.TIGHTENER else Task.COPYEDIT
    reason = "Says the same in fewer words." if task is Task.TIGHTEN else ""
    meter = Meter(agent, options)
    chosen = choose_sentences(task, brief.text, brief.scope(), taken, agent.max_calls)
    for index, (start, end) in enumerate(chosen):
        sentence = brief.text[start:end]
        call = Call(model, ask_sentence(task, sentence, model.model), options, meter)
        answer = ""
        async with aclosing(call.pieces()) as pieces:
            async for piece in pieces:
                answer += piece
                if len(answer) > 2 * len(sentence) + 200:
                    call.stop(DONE, "")
        usage = call.report()
        if usage is not None:
            yield usage
        if call.how != DONE:
            yield RunEnded(call.how, call.sentence)
            return
        new = guard(task, sentence, answer.strip())
        proposal = None if new is None else narrow(brief.text, start, end, new, reason)
        if proposal is not None:
            yield HunkProposed(proposal, Contributor.AI, model.ref)
        yield Progress(index + 1, len(chosen))
    yield RunEnded(DONE)


# A model asked in words


async def _ask_model(agent: Agent, brief: Brief, model: RunModel, options: RunOptions) -> Events:
    request = Request(
        model=model.model,
        messages=build_messages(agent, brief, options.most_characters),
        max_tokens=agent.max_tokens,
        temperature=options.temperature,
        json_schema=None if agent.answers is Answers.TEXT else ANSWER_SCHEMA,
    )
    call = Call(model, request, options, Meter(agent, options))
    events = (
        _plain(call, agent)
        if agent.answers is Answers.TEXT
        else _proposals(call, agent, brief, model.ref)
    )
    async with aclosing(events):
        async for event in events:
            if isinstance(event, RunEnded):
                usage = call.report()
                if usage is not None:
                    yield usage
            yield event


async def _plain(call: Call, agent: Agent) -> Events:
    cleaner = StreamCleaner()
    most = _ALLOWANCE * agent.max_tokens + _SPARE_CHARACTERS
    length = 0
    async with aclosing(call.pieces()) as pieces:
        async for piece in pieces:
            length += len(piece)
            shown = cleaner.feed(piece)
            if shown:
                yield TextArrived(shown)
            if length > most:
                call.stop(FAILED, _ENDLESS)
    rest = cleaner.close()
    if rest:
        yield TextArrived(rest)
    yield _end(call, agent, "" if length else "The model answered with nothing; ask again.")


async def _proposals(call: Call, agent: Agent, brief: Brief, ref: str) -> Events:
    parser = AnswerParser()
    most = _ALLOWANCE * agent.max_tokens + _SPARE_CHARACTERS
    since = 0
    count = 0
    async with aclosing(call.pieces()) as pieces:
        async for piece in pieces:
            items = parser.feed(piece)
            since = 0 if items else since + len(piece)
            if parser.is_full:
                call.stop(DONE, _TOO_MANY)
            elif since > most:
                call.stop(FAILED, _ENDLESS)
            async for event in _placed(items, agent, brief, ref):
                count += 1
                yield event
    async for event in _placed(parser.close(), agent, brief, ref):
        count += 1
        yield event
    if not parser.has_object and parser.prose:
        yield TextArrived(parser.prose)
    yield _end(call, agent, _remark(parser, agent, count))


_ENDLESS = "The answer did not come to an end and was stopped; what had arrived stays."
_TOO_MANY = f"The answer held more than {MOST_ITEMS:,} proposals; the rest was left out."


def _remark(parser: AnswerParser, agent: Agent, count: int) -> str:
    if not parser.has_object:
        if parser.prose:
            return "The model answered in plain words and proposed nothing."
        return "The model answered with nothing; ask again."
    return "" if count else f"{agent.title} has nothing to propose."


async def _placed(items: list[Item], agent: Agent, brief: Brief, ref: str) -> Events:
    for index, item in enumerate(items):
        if index % _PAUSE_EVERY == _PAUSE_EVERY - 1:
            await asyncio.sleep(0)
        event = _event_of(item, agent, brief, ref)
        if event is not None:
            yield event


def _event_of(item: Item, agent: Agent, brief: Brief, ref: str) -> RunEvent | None:
    if isinstance(item, ParsedHunk):
        if agent.answers is not Answers.HUNKS:
            return None
        proposal = place_hunk(brief, item)
        return None if proposal is None else HunkProposed(proposal, Contributor.AI, ref)
    start, end = place_note(brief, item)
    return NoteProposed(item.quote, item.note, item.line, start, end)


def _end(call: Call, agent: Agent, remark: str) -> RunEnded:
    if call.how in {FAILED, BUDGET, STOPPED} or call.sentence:
        return RunEnded(call.how, call.sentence)
    if call.finish is not None and call.finish.is_refused:
        return RunEnded(FAILED, "The model declined to answer; ask in other words.")
    if call.finish is not None and call.finish.is_cut_short:
        return RunEnded(
            DONE,
            f"The answer reached its limit of {agent.max_tokens:,} tokens and breaks off; what had "
            "arrived stays.",
        )
    return RunEnded(DONE, remark)
