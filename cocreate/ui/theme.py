"""The look of the window: colours, letters and the style that Qt draws with.

The colours of the four contributors keep apart for every common kind of colour blindness, and
whoever draws them gives each its own pattern, too (`CONTRIBUTOR_PATTERNS`).
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from cocreate.base.resources import resource_path
from cocreate.base.settings import Appearance, Face, Settings
from cocreate.core.origin import Contributor


@dataclass(frozen=True, slots=True)
class Theme:
    """Named colours, each as `#rrggbb`.

    Args:
        is_dark: whether light letters stand on a dark page.
        page: ground of the text.
        panel: ground of everything beside the text.
        raised: ground of cards, fields and menus.
        ink: letters.
        dim: letters that stand back: marks, captions.
        faint: letters of what cannot be used now.
        rule: thin lines between things.
        edge: outlines of what is filled in or ticked.
        accent: what can be pressed, what is chosen.
        on_accent: letters on the accent.
        selection: ground of selected text.
        found: ground of words that were looked for.
        current: ground of the line or item one is at.
        human: text of the writer.
        ai: text of an agent.
        tool: text of a checker.
        unknown: text whose source was not seen.
        added: words that a suggestion puts in.
        removed: words that a suggestion takes out.
        good: something went well.
        warning: something needs attention.
        bad: something failed.
        agents: colours given to agents.
    """

    is_dark: bool
    page: str
    panel: str
    raised: str
    ink: str
    dim: str
    faint: str
    rule: str
    edge: str
    accent: str
    on_accent: str
    selection: str
    found: str
    current: str
    human: str
    ai: str
    tool: str
    unknown: str
    added: str
    removed: str
    good: str
    warning: str
    bad: str
    agents: tuple[str, ...]


LIGHT = Theme(
    is_dark=False,
    page="#fbfaf8",
    panel="#f3f1ed",
    raised="#ffffff",
    ink="#1f1e1b",
    dim="#676359",
    faint="#a8a399",
    rule="#dedad2",
    edge="#88837a",
    accent="#1b6fa8",
    on_accent="#ffffff",
    selection="#cfe2f1",
    found="#fbe9a0",
    current="#e9e5dd",
    human="#2f6f9f",
    ai="#cc680b",
    tool="#9a3f7d",
    unknown="#88837a",
    added="#0b6e4f",
    removed="#b3392f",
    good="#0b6e4f",
    warning="#8a5a00",
    bad="#b3261e",
    agents=("#b45309", "#6d3fa0", "#0f766e", "#a3285f", "#3f5f9e", "#5f6b14"),
)

DARK = Theme(
    is_dark=True,
    page="#1b1b1a",
    panel="#222221",
    raised="#2b2b29",
    ink="#dcd9d2",
    dim="#9d998f",
    faint="#6c6962",
    rule="#393835",
    edge="#7d796f",
    accent="#6fb3e0",
    on_accent="#10212d",
    selection="#23425a",
    found="#57491a",
    current="#31302d",
    human="#6aa9d6",
    ai="#f0a04b",
    tool="#d58abb",
    unknown="#817d75",
    added="#5cc4a0",
    removed="#ec8a7e",
    good="#5cc4a0",
    warning="#e3b341",
    bad="#f28b82",
    agents=("#f0a04b", "#b99be8", "#5fc7bb", "#ee8fb7", "#8fb0ee", "#bcc95c"),
)

CONTRIBUTOR_PATTERNS: dict[Contributor, Qt.BrushStyle] = {
    Contributor.HUMAN: Qt.BrushStyle.SolidPattern,
    Contributor.AI: Qt.BrushStyle.Dense2Pattern,
    Contributor.TOOL: Qt.BrushStyle.HorPattern,
    Contributor.UNKNOWN: Qt.BrushStyle.BDiagPattern,
}

_FAMILIES: dict[Face, tuple[str, ...]] = {
    Face.SERIF: (
        "Literata",
        "Source Serif 4",
        "Charter",
        "Iowan Old Style",
        "Georgia",
        "Noto Serif",
        "C059",
        "DejaVu Serif",
    ),
    Face.SANS: (
        "Inter",
        "Source Sans 3",
        "Helvetica Neue",
        "Segoe UI",
        "Noto Sans",
        "DejaVu Sans",
    ),
    Face.MONO: (
        "iA Writer Mono",
        "JetBrains Mono",
        "SF Mono",
        "Cascadia Mono",
        "Noto Sans Mono",
        "DejaVu Sans Mono",
    ),
}

_HINTS: dict[Face, QFont.StyleHint] = {
    Face.SERIF: QFont.StyleHint.Serif,
    Face.SANS: QFont.StyleHint.SansSerif,
    Face.MONO: QFont.StyleHint.Monospace,
}


def choose(appearance: Appearance, app: QApplication) -> Theme:
    """Return the light or the dark theme: what the writer chose, else what the system says."""
    match appearance:
        case Appearance.LIGHT:
            return LIGHT
        case Appearance.DARK:
            return DARK
        case Appearance.SYSTEM:
            is_dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return DARK if is_dark else LIGHT


def contributor_colour(theme: Theme, contributor: Contributor) -> QColor:
    """Return the colour that text of this contributor is marked with."""
    match contributor:
        case Contributor.HUMAN:
            return QColor(theme.human)
        case Contributor.AI:
            return QColor(theme.ai)
        case Contributor.TOOL:
            return QColor(theme.tool)
        case Contributor.UNKNOWN:
            return QColor(theme.unknown)


def agent_colour(theme: Theme, agent: str) -> QColor:
    """Return the colour of an agent: the same for the same name, always."""
    return QColor(theme.agents[zlib.crc32(agent.encode()) % len(theme.agents)])


def faded(colour: QColor | str, opacity: float) -> QColor:
    """Return the colour with an opacity from 0 to 1."""
    result = QColor(colour)
    result.setAlphaF(opacity)
    return result


def text_font(settings: Settings) -> QFont:
    """Return the font of the manuscript: the first of its kind that this machine has."""
    font = QFont()
    present = set(QFontDatabase.families())
    families = [family for family in _FAMILIES[settings.face] if family in present]
    if families:
        font.setFamilies(families[:1])
    font.setStyleHint(_HINTS[settings.face])
    font.setPointSize(settings.font_points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def caption_font(base: QFont, scale: float = 0.86) -> QFont:
    """Return a smaller cut of `base`, for captions and marks."""
    font = QFont(base)
    font.setPointSizeF(max(7.0, base.pointSizeF() * scale))
    return font


def apply(app: QApplication, theme: Theme, more_style: str = "") -> None:
    """Give the whole program this look; `more_style` comes behind the program's style sheet."""
    app.setStyle("Fusion")
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet(theme) + more_style)


def palette(theme: Theme) -> QPalette:
    """Return the theme as Qt's palette."""
    colours = {
        QPalette.ColorRole.Window: theme.panel,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Base: theme.raised,
        QPalette.ColorRole.AlternateBase: theme.panel,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.dim,
        QPalette.ColorRole.Button: theme.panel,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.BrightText: theme.bad,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.ink,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.LinkVisited: theme.accent,
        QPalette.ColorRole.Accent: theme.accent,
        QPalette.ColorRole.Light: theme.raised,
        QPalette.ColorRole.Midlight: theme.panel,
        QPalette.ColorRole.Mid: theme.rule,
        QPalette.ColorRole.Dark: theme.rule,
        QPalette.ColorRole.Shadow: theme.faint,
    }
    result = QPalette()
    for role, colour in colours.items():
        result.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.faint))
    return result


def stylesheet(theme: Theme) -> str:
    """Return the style sheet of the program."""
    tick = resource_path("icons", f"tick-{'dark' if theme.is_dark else 'light'}.svg").as_posix()
    return f"""
* {{ outline: none; }}
QToolTip {{ background: {theme.raised}; color: {theme.ink}; border: 1px solid {theme.rule};
    padding: 5px 7px; }}
QMenuBar {{ background: {theme.panel}; color: {theme.ink}; padding: 2px 6px; }}
QMenuBar::item {{ padding: 4px 9px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {theme.current}; }}
QMenu {{ background: {theme.raised}; color: {theme.ink}; border: 1px solid {theme.rule};
    padding: 4px; }}
QMenu::item {{ padding: 5px 22px 5px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {theme.current}; }}
QMenu::item:disabled {{ color: {theme.faint}; }}
QMenu::separator {{ height: 1px; background: {theme.rule}; margin: 4px 8px; }}
QSplitter::handle {{ background: {theme.rule}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QStatusBar {{ background: {theme.panel}; color: {theme.dim}; }}
QStatusBar::item {{ border: none; }}
QPushButton {{ background: {theme.raised}; color: {theme.ink}; border: 1px solid {theme.edge};
    border-radius: 5px; padding: 5px 12px; }}
QPushButton:hover {{ border-color: {theme.ink}; }}
QPushButton:focus {{ border-color: {theme.accent}; }}
QPushButton:pressed {{ background: {theme.current}; }}
QPushButton:disabled {{ color: {theme.faint}; background: transparent;
    border-color: {theme.rule}; }}
QPushButton:default {{ background: {theme.accent}; color: {theme.on_accent};
    border-color: {theme.accent}; }}
QPushButton:flat {{ background: transparent; border: 1px solid transparent; }}
QPushButton:flat:hover {{ background: {theme.current}; }}
QPushButton:flat:focus {{ border-color: {theme.accent}; }}
QLineEdit, QComboBox, QSpinBox, QDateEdit, QDoubleSpinBox, QTextEdit, QPlainTextEdit {{
    background: {theme.raised}; color: {theme.ink}; border: 1px solid {theme.edge};
    border-radius: 5px; padding: 4px 6px; selection-background-color: {theme.selection};
    selection-color: {theme.ink}; }}
QLineEdit, QTextEdit, QPlainTextEdit {{ placeholder-text-color: {theme.dim}; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus, QDoubleSpinBox:focus,
QTextEdit:focus, QPlainTextEdit:focus {{ border-color: {theme.accent}; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ background: transparent; border: none;
    border-radius: 0; padding: 0; }}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button,
QDoubleSpinBox::down-button, QDateEdit::up-button, QDateEdit::down-button {{ width: 0;
    border: none; }}
QSpinBox, QDoubleSpinBox, QDateEdit {{ padding: 3px 6px 2px 6px; }}
QCheckBox, QRadioButton {{ border: 1px solid transparent; border-radius: 4px;
    padding: 1px 4px 1px 1px; spacing: 6px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {theme.accent}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {theme.faint}; }}
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {{ width: 14px;
    height: 14px; background: {theme.raised}; border: 1px solid {theme.edge};
    border-radius: 3px; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
    background: {theme.accent}; border-color: {theme.accent}; image: url("{tick}"); }}
QRadioButton::indicator {{ border-radius: 8px; }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; background: {theme.on_accent};
    border: 5px solid {theme.accent}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {theme.faint};
    background: transparent; }}
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled {{
    background: {theme.faint}; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox QAbstractItemView {{ background: {theme.raised}; border: 1px solid {theme.rule};
    selection-background-color: {theme.current}; selection-color: {theme.ink}; }}
QAbstractItemView {{ background: {theme.panel}; color: {theme.ink}; border: none;
    selection-background-color: {theme.current}; selection-color: {theme.ink}; }}
QAbstractItemView::item {{ padding: 3px 4px; border-radius: 4px; }}
QAbstractItemView::item:selected {{ background: {theme.current}; color: {theme.ink}; }}
QAbstractItemView::item:focus {{ border: 1px solid {theme.accent}; }}
QHeaderView::section {{ background: {theme.panel}; color: {theme.dim}; border: none;
    border-bottom: 1px solid {theme.rule}; padding: 4px 6px; }}
QTabWidget::pane {{ border: none; }}
QTabBar::tab {{ background: transparent; color: {theme.dim}; padding: 6px 12px; border: none;
    border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {theme.ink}; border-bottom-color: {theme.accent}; }}
QTabBar::tab:focus {{ color: {theme.accent}; }}
QScrollArea {{ background: transparent; border: 1px solid transparent; border-radius: 6px; }}
QScrollArea:focus {{ border-color: {theme.accent}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {theme.rule}; border-radius: 4px; margin: 1px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover {{ background: {theme.faint}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QPlainTextEdit#manuscript {{ background: {theme.page}; color: {theme.ink}; border: none;
    border-radius: 0; padding: 0; }}
"""
