"""Small parts of panels."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QPushButton, QSpinBox, QWidget

from cocreate.ui.panel_parts import (
    Card,
    ChoiceBox,
    EmptyState,
    OneLine,
    SafeText,
    button,
    clear,
    column,
    give_size,
    inset,
    keycap,
    label,
    row,
    rule,
    scrolled,
)


def test_a_label_never_reads_markup(qtbot):
    made = label("<b>x</b>", "dim", wraps=True)
    qtbot.addWidget(made)
    assert made.text() == "<b>x</b>"
    assert made.textFormat().name == "PlainText"


def test_a_hint_never_reads_markup(qtbot):
    made = button("x", hint="<img src=x>")
    qtbot.addWidget(made)
    assert made.toolTip() == "<p>&lt;img src=x&gt;</p>"


def test_layouts_hold_widgets_layouts_and_stretches(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = column(row(button("a"), 1), rule(), keycap("F8"), 2)
    holder.setLayout(layout)
    assert layout.count() == 4


def test_clearing_takes_everything_out(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = column(button("a"), row(button("b"), 1))
    holder.setLayout(layout)
    clear(layout)
    assert layout.count() == 0


def test_a_card_shows_its_colour_at_the_left(qtbot):
    card = Card(QColor("#ff0000"))
    qtbot.addWidget(card)
    card.resize(80, 60)
    assert card.grab().toImage().pixelColor(5, 30) == QColor("#ff0000")
    card.set_colour(None)
    assert card.grab().toImage().pixelColor(5, 30) != QColor("#ff0000")


def test_an_empty_state_leads_on(qtbot):
    empty = EmptyState("None", "Do this.", "Begin")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.action_chosen):
        empty.findChildren(QPushButton)[0].click()
    empty.say("Other", "Do that.")
    assert empty._title.text() == "Other"


def test_words_from_outside_bring_no_html_and_no_files(qtbot):
    text = SafeText(400)
    qtbot.addWidget(text)
    text.show_markdown("**Bold** <b>not</b> ![x](file:///etc/passwd)")
    assert "<b>not</b>" in text.toPlainText()
    assert text.loadResource(2, "file:///etc/passwd") is None


def test_a_text_is_as_high_as_its_words_up_to_a_limit(qtbot):
    short, long, free = SafeText(120), SafeText(120), SafeText(0)
    for text in (short, long, free):
        qtbot.addWidget(text)
        text.resize(300, 200)
        text.show()
    short.show_markdown("one")
    long.show_markdown("one\n\n" * 40)
    assert short.height() < 60
    assert long.height() == 120
    assert free.minimumSizeHint().height() == 60
    assert free.sizeHint().height() > 0
    assert short.sizeHint().height() == short.minimumSizeHint().height()


def test_a_choice_box_draws_its_arrow(qtbot):
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItems(["one", "two"])
    box.resize(120, 28)
    assert not box.grab().isNull()


def test_tables_are_laid_out(qtbot):
    text = SafeText(400)
    qtbot.addWidget(text)
    text.show_markdown("| a | b |\n| --- | ---: |\n| one | 2 |\n")
    assert "|" not in text.toPlainText()


def copied(text: SafeText) -> tuple[str, str]:
    text.selectAll()
    text.copy()
    data = QGuiApplication.clipboard().mimeData()
    return data.text(), data.html()


def test_what_is_copied_has_its_looks_but_not_our_colours(qtbot):
    text = SafeText(400)
    qtbot.addWidget(text)
    text.show_markdown("# Title\n\nThe *grey* sea\n\n- one\n- two\n")
    words, made = copied(text)
    assert words == "Title\nThe grey sea\none\ntwo"
    assert "<h1>Title</h1>" in made
    assert "<em>grey</em>" in made
    assert "<li>one</li>" in made
    assert "style" not in made


def test_what_is_shown_as_words_is_copied_as_words(qtbot):
    text = SafeText(400)
    qtbot.addWidget(text)
    text.show_markdown("*a*")
    text.show_growing("", "The *grey*\nsea")
    assert copied(text) == ("The *grey*\nsea", "")


def test_one_line_ends_with_an_ellipsis_and_keeps_the_whole_at_hand(qtbot):
    line = OneLine("caption")
    qtbot.addWidget(line)
    line.resize(120, 20)
    line.show()
    line.say("A short one")
    assert line.text() == "A short one"
    words = "The words of somebody who could not stop in time"
    line.say(words)
    assert line.text().endswith("…")
    assert line.words() == line.accessibleName() == words
    assert words in line.toolTip()
    line.resize(900, 20)
    assert line.text() == words


def test_what_a_spin_box_says_keeps_off_its_edge(qtbot):
    field = QSpinBox()
    qtbot.addWidget(field)
    inset(field)
    assert field.lineEdit().textMargins().left() > 0


def test_what_scrolls_leaves_the_keys_to_what_it_holds(qtbot):
    inner = QPushButton("In it")
    area = scrolled(inner)
    qtbot.addWidget(area)
    assert area.widget() is inner
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_a_dialog_is_never_larger_than_the_screen(qtbot):
    dialog = QWidget()
    qtbot.addWidget(dialog)
    room = dialog.screen().availableSize()
    give_size(dialog, 300, 200)
    assert (dialog.width(), dialog.height()) == (300, 200)
    give_size(dialog, 10_000, 10_000)
    assert dialog.size() == room
