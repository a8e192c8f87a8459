from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncGenerator
from dataclasses import replace
from itertools import repeat

import pytest

from cocreate.agents.agent import Answers, Engine, Needs
from cocreate.agents.brief import Brief
from cocreate.agents.calls import RunOptions
from cocreate.agents.propose import Proposal
from cocreate.agents.roster import load_roster
from cocreate.agents.run import lack_of, run
from cocreate.agents.run_events import (
    BUDGET,
    DONE,
    FAILED,
    STOPPED,
    HunkProposed,
    NoteProposed,
    Progress,
    RunEvent,
    UsageReported,
)
from cocreate.base.errors import ProviderError
from cocreate.core.origin import Contributor
from cocreate.core.usage import Usage
from cocreate.providers.provider import Delta, Finished, Request, TextDelta
from tests.agents.gather import (
    RESOURCES,
    agent_of,
    all_of,
    brief_of,
    end_of,
    hunks_in,
    model_of,
    news_of,
    notes_in,
    words_in,
)
from tests.fakes.clock import FakeClock
from tests.fakes.scripted_provider import ScriptedProvider

TEXT = "The sea was calm.\nThe sky was grey.\n"
MODEL_AGENT = agent_of()
NOTES_AGENT = agent_of(answers=Answers.NOTES)
TALKING_AGENT = agent_of(answers=Answers.TEXT)
ANSWER = json.dumps(
    {
        "hunks": [{"old": "grey", "new": "lead", "reason": "Nearer.", "line": 2}],
        "notes": [{"quote": "calm", "note": "Is it?", "line": 1}],
    }
)


def _counts(news: list[RunEvent]) -> list[UsageReported]:
    return [event for event in news if isinstance(event, UsageReported)]


# A model asked in words


def test_proposals_and_notes_arrive_anchored_with_contributor_and_model():
    provider = ScriptedProvider(tuple(ANSWER))
    news = news_of(MODEL_AGENT, brief_of(TEXT), model_of(provider))
    assert hunks_in(news) == [
        HunkProposed(
            Proposal(30, 34, "grey", "lead", "Nearer.", 2), Contributor.AI, "scripted/test-model"
        )
    ]
    assert notes_in(news) == [NoteProposed("calm", "Is it?", 1, 12, 16)]
    assert _counts(news) == [UsageReported("scripted", "test-model", Usage(100, 10), 0)]
    assert (end_of(news).how, end_of(news).sentence) == (DONE, "")
    assert words_in(news) == ""


def test_the_request_asks_for_the_form():
    provider = ScriptedProvider(ANSWER)
    news_of(MODEL_AGENT, brief_of(TEXT), model_of(provider), RunOptions(temperature=0.5))
    [request] = provider.requests
    assert request.json_schema is not None
    assert (request.model, request.max_tokens, request.temperature) == ("test-model", 1_000, 0.5)


def test_an_agent_for_notes_proposes_nothing():
    news = news_of(NOTES_AGENT, brief_of(TEXT), model_of(ScriptedProvider(ANSWER)))
    assert hunks_in(news) == []
    assert len(notes_in(news)) == 1


def test_an_agent_for_questions_answers_in_words_as_they_stream():
    provider = ScriptedProvider(("Why ", "not \x1b[1", "mleave?"))
    news = news_of(TALKING_AGENT, brief_of(TEXT, ask="And now?"), model_of(provider))
    assert words_in(news) == "Why not leave?"
    assert provider.requests[0].json_schema is None
    assert end_of(news).how == DONE


def test_prose_instead_of_the_form_is_shown_with_a_remark():
    provider = ScriptedProvider(("I like ", "it as it is. {Really}"))
    news = news_of(MODEL_AGENT, brief_of(TEXT), model_of(provider))
    assert words_in(news) == "I like it as it is. {Really}"
    assert end_of(news).how == DONE
    assert "proposed nothing" in end_of(news).sentence


@pytest.mark.parametrize("agent", [MODEL_AGENT, TALKING_AGENT])
def test_an_answer_of_nothing_is_told(agent):
    news = news_of(agent, brief_of(TEXT), model_of(ScriptedProvider("")))
    assert end_of(news).how == DONE
    assert "nothing" in end_of(news).sentence


def test_empty_lists_mean_that_all_is_well():
    answer = '{"hunks": [], "notes": []}'
    news = news_of(MODEL_AGENT, brief_of(TEXT), model_of(ScriptedProvider(answer)))
    assert end_of(news).sentence == "Helper has nothing to propose."


def test_words_that_stand_nowhere_become_loose():
    hunks = [
        {"old": "ocean", "new": "sea", "line": 1},
        {"old": "The s", "new": "A s"},
        {"old": "calm", "new": "calm"},
    ]
    provider = ScriptedProvider(json.dumps({"hunks": hunks}))
    news = news_of(MODEL_AGENT, brief_of(TEXT), model_of(provider))
    assert [hunk.proposal.is_loose for hunk in hunks_in(news)] == [True, True]


def test_ten_thousand_hunks_are_taken_and_the_rest_is_told():
    hunks = ({"old": f"words {n}", "new": "x", "reason": "", "line": n} for n in range(10_050))
    provider = ScriptedProvider(json.dumps({"hunks": list(hunks)}))
    news = news_of(MODEL_AGENT, brief_of(TEXT), model_of(provider))
    assert len(hunks_in(news)) == 10_000
    assert "the rest was left out" in end_of(news).sentence
    assert end_of(news).how == DONE


@pytest.mark.parametrize("agent", [MODEL_AGENT, TALKING_AGENT])
def test_an_answer_without_end_is_stopped_and_what_had_arrived_stays(agent):
    provider = _Endless(ANSWER[:-1] if agent is MODEL_AGENT else "So ")
    news = news_of(agent, brief_of(TEXT), model_of(provider))
    assert end_of(news).how == FAILED
    assert "did not come to an end" in end_of(news).sentence
    assert len(hunks_in(news)) == (1 if agent is MODEL_AGENT else 0)
    assert _counts(news)[0].usage.is_estimated
    assert provider.is_ended


class _Endless:
    """A service whose answer never ends."""

    name = "scripted"
    is_local = True

    def __init__(self, first: str) -> None:
        self._first = first
        self.is_ended = False

    async def aclose(self) -> None:
        pass

    async def stream(self, request: Request) -> AsyncGenerator[Delta, None]:
        try:
            yield TextDelta(self._first)
            for text in repeat("and so on "):
                yield TextDelta(text)
        finally:
            self.is_ended = True


def test_a_fault_of_the_service_is_one_sentence_and_what_had_arrived_stays():
    end = ANSWER.index("}") + 1
    provider = ScriptedProvider(
        (ANSWER[:end], ProviderError("The service fell silent; ask again."))
    )
    news = news_of(MODEL_AGENT, brief_of(TEXT), model_of(provider))
    assert len(hunks_in(news)) == 1
    assert (end_of(news).how, end_of(news).sentence) == (
        FAILED,
        "The service fell silent; ask again.",
    )


@pytest.mark.parametrize(
    ("reason", "how", "words"),
    [("length", DONE, "limit of 1,000 tokens"), ("content_filter", FAILED, "declined")],
)
def test_an_answer_cut_short_or_refused_is_told(reason: str, how: str, words: str):
    provider = ScriptedProvider(('{"hunks": [', Finished(reason)))
    end = end_of(news_of(MODEL_AGENT, brief_of(TEXT), model_of(provider)))
    assert end.how == how
    assert words in end.sentence


def test_a_text_too_long_to_send_is_one_sentence():
    options = RunOptions(clock=FakeClock(), most_characters=3_000)
    news = news_of(MODEL_AGENT, brief_of("x" * 9_000), model_of(ScriptedProvider()), options)
    assert end_of(news).how == FAILED
    assert "choose some lines" in end_of(news).sentence


def test_a_budget_that_is_crossed_ends_the_run():
    options = RunOptions(clock=FakeClock(), may_go_on=lambda usage: usage.output_tokens < 5)
    provider = ScriptedProvider(tuple(ANSWER))
    news = news_of(MODEL_AGENT, brief_of(TEXT), model_of(provider), options)
    assert end_of(news).how == BUDGET
    assert _counts(news)[0].usage.is_estimated


def test_the_writer_can_stop_a_run():
    stops = iter([False] * 5 + [True] * 99)
    options = RunOptions(clock=FakeClock(), is_stopped=lambda: next(stops))
    provider = ScriptedProvider(tuple("abcdefghijklm"))
    news = news_of(TALKING_AGENT, brief_of(TEXT), model_of(provider), options)
    assert words_in(news) == "abcdef"
    assert end_of(news).how == STOPPED
    assert provider.stopped == 1


def test_closing_a_run_ends_its_call():
    provider = ScriptedProvider(("a", "b", "c"))

    async def read() -> None:
        events = run(TALKING_AGENT, brief_of(TEXT), model_of(provider))
        await anext(events)
        await events.aclose()

    asyncio.run(read())
    assert provider.stopped == 1


def test_several_runs_go_on_at_once():
    gate = asyncio.Event()

    async def read() -> list[list[RunEvent]]:
        waiting = ScriptedProvider(("a", gate, "b"))
        first = asyncio.ensure_future(all_of(run(TALKING_AGENT, brief_of(TEXT), model_of(waiting))))
        second = await all_of(run(TALKING_AGENT, brief_of(TEXT), model_of(ScriptedProvider("c"))))
        gate.set()
        return [await first, second]

    one, other = asyncio.run(read())
    assert (words_in(one), words_in(other)) == ("ab", "c")


# What an agent needs


@pytest.mark.parametrize(
    ("needs", "engine", "is_larger", "lacks"),
    [
        (Needs.LARGER_MODEL, Engine.MODEL, None, "larger model"),
        (Needs.LARGER_MODEL, Engine.MODEL, False, "larger model"),
        (Needs.LARGER_MODEL, Engine.MODEL, True, ""),
        (Needs.ANY_MODEL, Engine.TIGHTENER, None, "needs a model"),
        (Needs.ANY_MODEL, Engine.TIGHTENER, False, ""),
        (Needs.NONE, Engine.HARPER, None, ""),
        (Needs.NONE, Engine.MODEL, None, "needs a model"),
        (Needs.NONE, Engine.ECHO, None, ""),
    ],
)
def test_what_an_agent_lacks_is_told_before_anything_is_sent(
    needs: Needs, engine: Engine, is_larger: bool | None, lacks: str
):
    agent = agent_of(engine, needs=needs)
    model = None if is_larger is None else model_of(ScriptedProvider(), is_larger)
    assert lacks in lack_of(agent, model)
    assert bool(lack_of(agent, model)) == bool(lacks)
    if lacks:
        end = end_of(news_of(agent, brief_of(TEXT), model))
        assert (end.how, end.sentence) == (FAILED, lack_of(agent, model))


@pytest.mark.parametrize("engine", list(Engine))
@pytest.mark.parametrize("text", ["", " \n\n"])
def test_an_empty_scene_costs_nothing(engine: Engine, text: str):
    provider = ScriptedProvider()
    news = news_of(agent_of(engine), brief_of(text), model_of(provider))
    assert [type(event).__name__ for event in news] == ["RunEnded"]
    assert end_of(news).how == DONE
    assert provider.requests == []


# The deterministic readers


@pytest.mark.parametrize(
    ("engine", "text", "quote"),
    [
        (Engine.ECHO, "The lantern swung. She took the lantern away.", "lantern"),
        (
            Engine.CONSISTENCY,
            "Ada had blue eyes. So Ada’s eyes were green.",
            "Ada’s eyes were green",
        ),
        (Engine.PACING, "It rained. It rained on. It stopped.", "It rained."),
    ],
)
def test_a_reader_gives_notes_at_exact_quotes(engine: Engine, text: str, quote: str):
    news = news_of(agent_of(engine, Answers.NOTES, Needs.NONE), brief_of("\n" + text))
    note = notes_in(news)[0]
    assert note.quote == quote
    assert ("\n" + text)[note.start : note.end] == quote
    assert note.line == 2
    assert end_of(news).sentence == ""
    assert any(isinstance(event, Progress) for event in news)


@pytest.mark.parametrize("engine", [Engine.ECHO, Engine.CONSISTENCY, Engine.PACING])
def test_a_reader_says_when_there_is_nothing(engine: Engine):
    news = news_of(agent_of(engine, Answers.NOTES, Needs.NONE), brief_of("One sentence."))
    assert end_of(news).sentence == "Helper found nothing to remark on."


@pytest.mark.parametrize("engine", [Engine.ECHO, Engine.CONSISTENCY, Engine.PACING, Engine.HARPER])
def test_a_reader_can_be_stopped(engine: Engine):
    options = RunOptions(clock=FakeClock(), is_stopped=lambda: True)
    news = news_of(agent_of(engine, needs=Needs.NONE), brief_of("One. Two. Three."), None, options)
    assert end_of(news).how == STOPPED


def test_a_reader_compares_with_the_rest_of_the_manuscript():
    text = "Then Ada’s eyes were green."
    manuscript = (("Before", "So Ada had blue eyes."), ("One", text))
    brief = Brief(scene="s", title="One", text=text, manuscript=manuscript)
    [note] = notes_in(news_of(agent_of(Engine.CONSISTENCY, Answers.NOTES, Needs.NONE), brief))
    assert "“Before”" in note.note


# Sentence by sentence

COPY_EDITOR = agent_of(Engine.HARPER, needs=Needs.NONE)
TIGHTENER = agent_of(Engine.TIGHTENER)
WORDY = "He nodded his head and then he shrugged his shoulders."
SLIPS = "She go to the libary. There is many reasons to stay. “We was here,” he said.\n"


def test_the_copy_editor_works_without_a_model():
    news = news_of(COPY_EDITOR, brief_of(SLIPS))
    assert [(hunk.proposal.old, hunk.proposal.new) for hunk in hunks_in(news)] == [
        ("go", "goes"),
        ("libary", "library"),
    ]
    assert {(hunk.contributor, hunk.model) for hunk in hunks_in(news)} == {
        (Contributor.TOOL, "harper")
    }
    assert _counts(news) == []
    assert end_of(news).how == DONE


def test_the_model_is_asked_about_what_the_checker_left_alone():
    provider = ScriptedProvider("There are many reasons to stay.")
    news = news_of(COPY_EDITOR, brief_of(SLIPS), model_of(provider))
    assert provider.requests[0].messages[-1].content == "There is many reasons to stay."
    assert len(provider.requests) == 1
    last = hunks_in(news)[-1]
    assert (last.proposal.old, last.proposal.new) == ("is", "are")
    assert (last.contributor, last.model) == (Contributor.AI, "scripted/test-model")
    assert SLIPS[last.proposal.start : last.proposal.end] == "is"
    assert len(_counts(news)) == 1


def test_answers_of_the_model_that_the_guard_refuses_are_not_shown():
    provider = ScriptedProvider("Certainly! Here is the sentence you asked me to correct.")
    news = news_of(COPY_EDITOR, brief_of("There is many reasons to stay."), model_of(provider))
    assert hunks_in(news) == []
    assert end_of(news).sentence == "Helper found nothing to mend."


def test_a_model_that_cannot_be_asked_does_not_spoil_the_checkers_work():
    provider = ScriptedProvider((ProviderError("No model answers; start it."),))
    news = news_of(COPY_EDITOR, brief_of(SLIPS), model_of(provider))
    assert len(hunks_in(news)) == 2
    assert end_of(news).how == DONE
    assert "No model answers; start it." in end_of(news).sentence


def test_no_more_sentences_are_asked_than_the_agent_may():
    provider = ScriptedProvider(*["No."] * 3)
    agent = replace(COPY_EDITOR, max_calls=3)
    text = "This is a plain and sound sentence. " * 9
    news = news_of(agent, brief_of(text), model_of(provider))
    assert len(provider.requests) == 3
    assert [event for event in news if isinstance(event, Progress)][-1] == Progress(3, 3)


def test_only_the_lines_asked_about_are_read():
    text = "I saw teh cat.\nI saw teh dog.\n"
    [hunk] = hunks_in(news_of(COPY_EDITOR, brief_of(text, (1, 2))))
    assert hunk.proposal.start == 21


def test_the_tightener_offers_fewer_words():
    provider = ScriptedProvider("He nodded and shrugged.")
    news = news_of(TIGHTENER, brief_of(f"{WORDY}\n"), model_of(provider))
    [hunk] = hunks_in(news)
    proposal = hunk.proposal
    assert f"{WORDY}"[: proposal.start] + proposal.new + WORDY[proposal.end :] == (
        "He nodded and shrugged."
    )
    assert hunk.contributor is Contributor.AI
    assert end_of(news).sentence == ""


def test_the_tightener_says_when_nothing_can_go():
    news = news_of(TIGHTENER, brief_of(WORDY), model_of(ScriptedProvider(WORDY)))
    assert hunks_in(news) == []
    assert "no sentence" in end_of(news).sentence


def test_an_endless_sentence_is_cut_and_dropped():
    provider = _Endless("He nodded")
    news = news_of(TIGHTENER, brief_of(WORDY), model_of(provider))
    assert provider.is_ended
    assert hunks_in(news) == []
    assert end_of(news).how == DONE


@pytest.mark.parametrize("how", [BUDGET, STOPPED])
def test_a_budget_or_the_writer_ends_the_sentences(how: str):
    calls = iter([False] * 2 + [True] * 99)
    options = (
        RunOptions(clock=FakeClock(), may_go_on=lambda usage: usage.input_tokens < 150)
        if how == BUDGET
        else RunOptions(clock=FakeClock(), is_stopped=lambda: next(calls))
    )
    provider = ScriptedProvider(*["No."] * 9)
    news = news_of(TIGHTENER, brief_of(f"{WORDY} " * 5), model_of(provider), options)
    assert end_of(news).how == how
    assert 0 < len(provider.requests) < 5


def test_a_fault_of_the_service_ends_the_tightener():
    provider = ScriptedProvider((ProviderError("No model answers; start it."),))
    news = news_of(TIGHTENER, brief_of(WORDY), model_of(provider))
    assert (end_of(news).how, end_of(news).sentence) == (FAILED, "No model answers; start it.")


# The house


def test_every_shipped_agent_runs():
    manuscript = (("One", TEXT),)
    brief = Brief(scene="s", title="One", text=TEXT, ask="Well?", manuscript=manuscript)
    for agent in load_roster([RESOURCES]).agents:
        provider = ScriptedProvider(*[ANSWER] * 9)
        news = news_of(agent, brief, model_of(provider))
        assert end_of(news).how == DONE, agent.name
        assert bool(provider.requests) <= agent.uses_model


def test_agents_run_without_a_window():
    script = (
        "import sys, cocreate.agents.run; sys.exit(any('PySide6' in name or name == 'httpx' "
        "for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
