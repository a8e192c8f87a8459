"""The form of one service."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from cocreate.ui.service_form import KNOWN, ServiceForm
from cocreate.workspace.model_book import Service


@pytest.fixture
def form(qtbot):
    made = ServiceForm()
    qtbot.addWidget(made)
    made.show()
    return made


def _button(form, text):
    return next(found for found in form.findChildren(QPushButton) if found.text() == text)


def test_a_known_service_fills_the_form(form):
    form.begin(None, has_keyring=True)
    form.known.setCurrentIndex(1)
    form.models.setText("claude, , haiku")
    assert form.service() == Service(
        "anthropic", "anthropic", "https://api.anthropic.com", ("claude", "haiku")
    )
    assert "keyring" in form._where.text()
    assert KNOWN[1][0] == "anthropic"


def test_a_key_is_never_shown(form):
    service = Service("router", "openai", "https://x.org", ("a",), has_key=True)
    form.begin(service, has_keyring=False)
    assert form.key.text() == ""
    assert form.key.echoMode() is QLineEdit.EchoMode.Password
    assert form.key.placeholderText() == "kept as it is"
    assert "only you can read" in form._where.text()
    assert form.service() == Service("router", "openai", "https://x.org", ("a",))


def test_saving_and_putting_away_are_told(form, qtbot):
    form.begin(None, has_keyring=True)
    form.key.setText("sk-1")
    with qtbot.waitSignal(form.saved) as told:
        _button(form, "Save this service").click()
    assert told.args == [form.service(), "sk-1"]
    with qtbot.waitSignal(form.put_away):
        _button(form, "Cancel").click()
