"""Rows of suggestions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QListView

from cocreate.core.origin import Contributor
from cocreate.core.suggestion import Hunk, Verdict
from cocreate.ui.sidebar.suggestion_rows import (
    ROW_ROLE,
    Rows,
    SuggestionDelegate,
    SuggestionModel,
    SuggestionRow,
)
from cocreate.ui.theme import DARK, LIGHT


def _row(name: str, verdict: Verdict = Verdict.PENDING) -> SuggestionRow:
    hunk = Hunk(name, "r", "sc", "a", "m", Contributor.AI, 0, 4, "calm", "still", verdict=verdict)
    words = "" if verdict is Verdict.PENDING else verdict.value
    return SuggestionRow(hunk, "Line editor", "line 1", words)


def _rows(*rows: SuggestionRow) -> Rows:
    made = {row.hunk.id: row for row in rows}
    return Rows([row.hunk for row in rows], lambda hunk: made[hunk.id])


@pytest.fixture
def model(qtmodeltester):
    made = SuggestionModel()
    made.show(_rows(_row("s-1"), _row("s-2", Verdict.STALE)))
    qtmodeltester.check(made)
    return made


def test_rows_are_found_by_id_and_heard_in_words(model):
    assert model.at("s-2") == 1
    assert model.at("s-9") is None
    assert model.rowCount() == 2
    assert model.rowCount(model.index(0, 0)) == 0
    heard = "Line editor, line 1 : calm → still"
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == heard
    assert model.data(QModelIndex()) is None
    assert model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is None


def test_the_list_is_built_anew_only_when_rows_come_or_go(model):
    stale = replace(_row("s-1"), verdict="stale")
    assert not model.show(_rows(stale, _row("s-2")))
    assert model.index(0, 0).data(ROW_ROLE) == stale
    assert model.show(_rows(_row("s-3")))
    assert model.show(_rows())
    assert not model.show(_rows())


def test_rows_are_drawn_in_light_and_dark(model, qtbot):
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    delegate = SuggestionDelegate(LIGHT, view)
    view.setItemDelegate(delegate)
    view.resize(300, 200)
    view.show()
    view.setCurrentIndex(model.index(0, 0))
    light = view.grab().toImage()
    delegate.theme = DARK
    view.viewport().update()
    assert view.grab().toImage() != light
    view.resize(60, 200)
    assert not view.grab().isNull()
