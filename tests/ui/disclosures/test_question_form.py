from __future__ import annotations

import pytest

from cocreate.base.resources import resource_path
from cocreate.reports.disclosure import disclose
from cocreate.reports.policy import read_policy
from cocreate.ui.disclosures.question_form import QuestionForm
from tests.reports.test_measures import measured

KDP = read_policy(resource_path("policies", "amazon-kdp.json"))
NEBULA = read_policy(resource_path("policies", "nebula.json"))


@pytest.fixture
def form(qtbot):
    made = QuestionForm()
    qtbot.addWidget(made)
    return made


def test_the_suggested_answer_is_chosen_and_marked(form):
    form.show_answers(disclose(KDP, measured(), {}))
    box = form.boxes["text"]
    assert box.currentText() == "None  · suggested"
    assert form.boxes["images"].currentText() == "Decide…"
    assert box.accessibleName() == "Did AI tools make any of the text?"


def test_an_answer_is_told_and_shown_when_it_comes_back(form, qtbot):
    form.show_answers(disclose(KDP, measured(), {}))
    box = form.boxes["images"]
    with qtbot.waitSignal(form.answered) as told:
        box.activated.emit(2)
    assert told.args == ["images", "some"]
    form.show_answers(disclose(KDP, measured(), {"images": "some"}))
    assert form.boxes["images"] is box
    assert box.currentText() == "One or a few"


def test_another_policy_brings_its_own_questions(form):
    form.show_answers(disclose(KDP, measured(), {}))
    form.show_answers(disclose(NEBULA, measured(), {"used": "yes"}))
    assert set(form.boxes) == {"wording", "used", "elsewhere"}
