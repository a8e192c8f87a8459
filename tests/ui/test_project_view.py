"""The panels side by side."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication


def _seen(bench):
    view = bench.view
    return (view.outline.isVisible(), view.editor.isVisible(), view.sidebar.isVisible())


def test_panels_are_hidden_and_shown(bench, qtbot):
    assert _seen(bench) == (True, True, True)
    with qtbot.waitSignal(bench.view.panels_changed):
        bench.view.show_outline(is_shown=False)
    bench.view.show_side(is_shown=False)
    assert _seen(bench) == (False, True, False)
    bench.view.show_sidebar()
    assert bench.view.shows_side
    assert not bench.view.shows_outline


def test_focus_mode_leaves_the_page_and_brings_back_what_was_there(bench):
    bench.view.show_outline(is_shown=False)
    bench.view.toggle_focus_mode()
    assert bench.view.is_focused
    assert _seen(bench) == (False, True, False)
    bench.view.toggle_focus_mode()
    assert _seen(bench) == (False, True, True)


def test_a_hidden_panel_gives_the_keys_to_the_page(bench):
    bench.view.outline.view.setFocus()
    bench.view.show_outline(is_shown=False)
    assert bench.view.editor.hasFocus()


def test_steps_walk_through_what_is_there(bench):
    view = bench.view
    view.step_pane(1)
    assert view.has_focus_in(view.sidebar)
    view.step_pane(1)
    assert view.has_focus_in(view.outline)
    view.step_pane(-1)
    assert view.has_focus_in(view.sidebar)
    view.show_insight()
    assert view.has_focus_in(view.insight)
    view.step_pane(-1)
    assert view.editor.hasFocus()
    view.step_pane(1)
    assert view.has_focus_in(view.insight)
    assert QApplication.focusWidget() is not None


def test_everything_fits_into_a_small_window(bench):
    assert bench.view.minimumSizeHint().width() <= 900
