from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.base.errors import InputError
from cocreate.base.resources import resource_path
from cocreate.reports.disclosure import as_markdown, as_text, disclose, statement_text
from cocreate.reports.measures import Measure
from cocreate.reports.policy import Basis, Policy, read_policy
from tests.reports.test_measures import measured, started
from tests.reports.test_policy import SMALL

POLICIES = tuple(read_policy(path) for path in sorted(resource_path("policies").glob("*.json")))
NOTHING = measured()
COVER = {"cover": "own"}  # one answer, so that there is a statement at all


@pytest.fixture
def small(tmp_path: Path) -> Policy:
    path = tmp_path / "small.json"
    path.write_text(json.dumps(SMALL), encoding="utf-8")
    return read_policy(path)


def unseen(measures: dict[str, Measure]) -> dict[str, Measure]:
    changed = replace(measures["unknown_characters"], value=3, words="3")
    return measures | {"unknown_characters": changed}


def test_what_was_observed_whole_may_be_said_not_to_have_happened(small: Policy):
    made = disclose(small, NOTHING, {})
    used, cover = made.answers
    assert (used.suggested, used.chosen, used.is_recorded) == ("no", "no", True)
    assert used.label == "No"
    assert cover.is_open
    assert cover.refusal == "Only you know this."
    assert made.open_questions == (cover.question,)
    assert made.statements[0].sentences[0].text == "No AI."


def test_what_was_not_observed_is_not_claimed(small: Policy):
    made = disclose(small, unseen(NOTHING), COVER)
    used = made.answers[0]
    assert used.suggested == ""
    assert used.is_open
    assert "3 characters came in unseen" in used.refusal
    texts = [said.text for said in made.statements[0].sentences]
    assert "No AI." not in texts
    assert any("did not observe how 3 of 14 characters" in text for text in texts)


def test_what_rests_on_the_writers_word_was_not_observed_either(small: Policy):
    changed = replace(NOTHING["declared_characters"], value=5, words="5")
    made = disclose(small, NOTHING | {"declared_characters": changed}, COVER)
    used = made.answers[0]
    assert used.is_open
    assert "5 characters rest on your word" in used.refusal
    assert "declared_characters" in used.measures
    said = {said.text: said.basis for said in made.statements[0].sentences}
    assert "No AI." not in said
    word = "Where 5 of 14 characters came from rests on the author's word; nobody saw it."
    assert said[word] is Basis.DECLARED


def test_unanswered_matches_and_an_empty_text_keep_it_from_claiming_too(small: Policy):
    open_ones = NOTHING["open_matches"]
    one = {"open_matches": replace(open_ones, value=1, words="1")}
    made = disclose(small, NOTHING | one, COVER)
    assert "not answered" in made.answers[0].refusal
    assert any("resemble" in said.text for said in made.statements[0].sentences)
    empty = NOTHING | {"characters": replace(NOTHING["characters"], value=0)}
    assert "no text yet" in disclose(small, empty, {}).answers[0].refusal


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "1 passage resembles words an agent offered and is not answered yet."),
        (2, "2 passages resemble words an agent offered and are not answered yet."),
    ],
)
def test_one_is_no_plural(small: Policy, count: int, told: str):
    matches = replace(NOTHING["open_matches"], value=count, words=str(count))
    made = disclose(small, NOTHING | {"open_matches": matches}, COVER)
    assert told in [said.text for said in made.statements[0].sentences]


def test_a_template_says_of_what_there_is_a_number(tmp_path: Path):
    nebula = next(policy for policy in POLICIES if "nebula" in policy.id)
    for count, told in ((1, "used 1 time in"), (3, "used 3 times in")):
        used = {
            key: replace(NOTHING[key], value=count, words=str(count))
            for key in ("ai_use", "ai_runs")
        }
        made = disclose(nebula, NOTHING | used, {})
        texts = [said.text for each in made.statements for said in each.sentences]
        assert any(told in text for text in texts)


def test_an_answer_against_the_record_rests_on_the_writers_word(small: Policy):
    made = disclose(small, unseen(NOTHING), {"used": "no", "cover": "own", "other": "x"})
    said = {sentence.text: sentence.basis for sentence in made.statements[0].sentences}
    assert said["No AI."] is Basis.DECLARED
    assert said["Cover: own."] is Basis.DECLARED
    assert not made.answers[0].is_recorded
    text = statement_text(made.statements[0])
    assert text.startswith("Declared by the author: No AI. Cover: own.\nRecorded by Cocreate:")
    assert "Was AI used?\n  No (declared by the author)" in as_text(made)


def test_what_the_record_says_otherwise_cannot_be_left_out(small: Policy):
    measures = {key: replace(NOTHING[key], value=2, words="2") for key in ("ai_use", "ai_runs")}
    made = disclose(small, NOTHING | measures, {"used": "no"})
    said = {sentence.text: sentence for sentence in made.statements[0].sentences}
    assert said["No AI."].basis is Basis.DECLARED
    other = said["To “Was AI used?” the record says “Yes”; the author answers otherwise."]
    assert other.basis is Basis.RECORDED
    assert "ai_use" in other.measures


def test_a_statement_that_waits_for_decisions_is_none_yet(small: Policy):
    assert disclose(small, unseen(NOTHING), {}).statements == ()
    assert disclose(small, unseen(NOTHING), COVER).statements != ()


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.id)
@pytest.mark.parametrize("uses", [0, 2])
def test_no_word_of_the_writers_is_put_into_the_mouth_of_the_record(policy: Policy, uses: int):
    used = {
        key: replace(NOTHING[key], value=uses, words=str(uses))
        for key in ("ai_use", "ai_runs", "ai_characters", "ai_sentences", "checker_fixes")
    }
    for question in policy.questions:
        for option in question.options:
            made = disclose(policy, NOTHING | used, {question.id: option.id})
            for statement in made.statements:
                for said in statement.sentences:
                    of_the_record = "Cocreate recorded" in said.text or "is recorded" in said.text
                    assert said.basis is Basis.RECORDED or not of_the_record, said.text
                    assert not uses or "recorded no use" not in said.text, said.text


def test_other_programs_get_headings_and_emphasis_and_the_same_words(small: Policy):
    made = disclose(small, unseen(NOTHING), {"used": "no"})
    marked = as_markdown(made)
    assert "**Was AI used?**  \nNo *(declared by the author)*" in marked
    assert "\nnot decided yet\n" in marked
    assert f"## {made.statements[0].title}\n\nDeclared by the author: No AI." in marked
    words = "".join(sign for sign in marked if sign.isalnum())
    assert words == "".join(sign for sign in as_text(made) if sign.isalnum())


def test_an_answer_that_is_not_offered_is_none(small: Policy):
    assert disclose(small, NOTHING, {"used": "perhaps"}).answers[0].chosen == "no"


def test_a_measure_that_there_is_not_is_named(small: Policy):
    with pytest.raises(InputError, match="asks for “ai_use”"):
        disclose(small, {}, {})


def test_a_record_that_answers_nothing_leaves_it_to_the_writer(small: Policy):
    neither = NOTHING | {"ai_use": replace(NOTHING["ai_use"], value=-1)}
    assert "does not answer" in disclose(small, neither, {}).answers[0].refusal
    assert "not decided yet" in as_text(disclose(small, neither, {}))


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.id)
def test_every_shipped_policy_answers_every_project(policy: Policy):
    for measures in (NOTHING, unseen(NOTHING), measured(started("run-1", "line_edit"))):
        made = disclose(policy, measures, {})
        for answer in made.answers:
            assert answer.chosen or answer.refusal
        for statement in made.statements:
            assert statement.sentences[-1].text.startswith("This record shows what Cocreate")
            for said in statement.sentences:
                assert "{" not in said.text
                assert set(said.measures) <= measures.keys()


COUNTS = ("ai_characters", "ai_sentences", "ai_use", "unknown_characters", "ai_runs")


@given(
    st.sampled_from(POLICIES),
    st.fixed_dictionaries({key: st.integers(0, 3) for key in COUNTS}),
    st.sampled_from([0.0, 0.4, 5.0, 60.0, 100.0]),
)
def test_nothing_unseen_is_ever_claimed_not_to_have_happened(policy, counts, share):
    measures = dict(NOTHING)
    for key, value in counts.items():
        measures[key] = replace(measures[key], value=value, words=str(value))
    for key in ("ai_share_low", "ai_share_high", "ai_sentence_share"):
        measures[key] = replace(measures[key], value=share if counts["ai_sentences"] else 0.0)
    made = disclose(policy, measures, {})
    for answer in made.answers:
        option = answer.question.option(answer.suggested)
        if option is not None and option.claims_absence:
            assert counts["unknown_characters"] == 0
    if counts["unknown_characters"]:
        for statement in made.statements:
            assert any("did not observe" in said.text for said in statement.sentences)
