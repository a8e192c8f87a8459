"""The style of panels, cards and dialogs, on top of what the theme gives every widget."""

from __future__ import annotations

from cocreate.ui.theme import Theme


def panel_stylesheet(theme: Theme) -> str:
    """Return the rules for the parts that carry a `part` property."""
    return f"""
QLabel[part="title"] {{ color: {theme.ink}; font-weight: 600; }}
QLabel[part="display"] {{ color: {theme.ink}; font-size: 22pt; font-weight: 300; }}
QLabel[part="figure"] {{ color: {theme.ink}; font-size: 17pt; font-weight: 400; }}
QLabel[part="caption"] {{ color: {theme.dim}; font-size: 9pt; }}
QLabel[part="dim"] {{ color: {theme.dim}; }}
QLabel[part="trouble"] {{ color: {theme.bad}; }}
QLabel[part="warning"] {{ color: {theme.warning}; }}
QLabel[part="key"] {{ color: {theme.dim}; background: {theme.panel}; border: 1px solid {theme.rule};
    border-radius: 4px; padding: 1px 5px; font-size: 8pt; }}
QFrame[part="card"] {{ background: {theme.raised}; border: 1px solid {theme.rule};
    border-radius: 8px; }}
QFrame[part="card"]:focus, QTextBrowser[part="paper"]:focus {{ border-color: {theme.accent}; }}
QFrame[part="rule"] {{ background: {theme.rule}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[part="bar"] {{ background: {theme.raised}; border: 1px solid {theme.rule};
    border-radius: 6px; }}
QFrame[part="notice"] {{ background: {theme.raised}; border: none;
    border-bottom: 1px solid {theme.rule}; }}
QLabel[part="on_accent"] {{ color: {theme.on_accent}; }}
QTextBrowser[part="answer"] {{ background: transparent; border: none; padding: 0; }}
QTextBrowser[part="answer"]:focus {{ border: 1px solid {theme.accent}; }}
QTextBrowser[part="paper"] {{ background: {theme.page}; border: 1px solid {theme.rule};
    border-radius: 6px; padding: 16px; }}
QPushButton[part="primary"] {{ background: {theme.accent}; color: {theme.on_accent};
    border: 1px solid {theme.accent}; }}
QPushButton[part="primary"]:hover {{ border-color: {theme.ink}; }}
QPushButton[part="primary"]:focus {{ border: 2px solid {theme.ink}; padding: 4px 11px; }}
QPushButton[part="primary"]:disabled {{ background: {theme.current}; color: {theme.faint};
    border-color: {theme.rule}; }}
QPushButton[part="link"] {{ background: transparent; color: {theme.accent};
    border: 1px solid transparent; padding: 2px 4px; text-align: left; }}
QPushButton[part="link"]:hover {{ text-decoration: underline; }}
QPushButton[part="link"]:focus {{ border-color: {theme.accent}; }}
QPushButton[part="choice"] {{ text-align: left; padding: 10px 14px; }}
QComboBox::drop-down {{ border: none; width: 18px; subcontrol-position: center right; }}
QComboBox::down-arrow {{ image: none; border: none; }}
QTreeView {{ show-decoration-selected: 0; }}
QAbstractItemView[part="list"]::item:selected, QAbstractItemView[part="list"]::item:focus {{
    background: transparent; border: none; }}
QListWidget[part="plain"] {{ background: transparent; }}
QToolButton {{ background: transparent; color: {theme.dim}; border: 1px solid transparent;
    border-radius: 5px; padding: 4px 8px; }}
QToolButton:hover {{ background: {theme.current}; color: {theme.ink}; }}
QToolButton:checked {{ color: {theme.ink}; background: {theme.current}; }}
QToolButton:focus {{ border-color: {theme.accent}; }}
QAbstractItemView[part="list"] {{ background: transparent; }}
QAbstractItemView[part="list"]:focus {{ border: none; }}
QProgressBar {{ background: {theme.current}; border: none; border-radius: 2px; max-height: 4px;
    min-height: 4px; }}
QProgressBar::chunk {{ background: {theme.accent}; border-radius: 2px; }}
"""
