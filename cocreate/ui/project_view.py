"""The panels of one open project side by side: outline, page, and sidebar or insight."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cocreate.ui.editor.editor_view import EditorView
from cocreate.ui.insight.insight_panel import InsightPanel
from cocreate.ui.notice_bar import NoticeBar
from cocreate.ui.outline.outline import Outline
from cocreate.ui.panel_parts import column
from cocreate.ui.sidebar.sidebar import Sidebar

_WIDTHS = (232, 660, 388)


class ProjectView(QWidget):
    """Arranges panels that were made elsewhere; shows, hides and walks through them."""

    panels_changed = Signal()

    def __init__(
        self, outline: Outline, editor: EditorView, sidebar: Sidebar, insight: InsightPanel
    ) -> None:
        super().__init__()
        self.outline = outline
        self.editor = editor
        self.sidebar = sidebar
        self.insight = insight
        self.notice = NoticeBar()
        outline.setMinimumWidth(170)
        editor.setMinimumWidth(340)
        self._side = QStackedWidget()
        self._side.setMinimumWidth(340)
        self._side.addWidget(sidebar)
        self._side.addWidget(insight)
        self.instead: QWidget | None = None
        self._page = page = QWidget()
        self._page_column = column(self.notice, editor, gap=0)
        page.setLayout(self._page_column)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for part in (outline, page, self._side):
            self._splitter.addWidget(part)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setStretchFactor(2, 0)
        self._splitter.setSizes(list(_WIDTHS))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._before_focus: tuple[bool, bool] | None = None
        self._had_side = True

    @property
    def shows_outline(self) -> bool:
        """Whether the outline is there."""
        return not self.outline.isHidden()

    @property
    def shows_side(self) -> bool:
        """Whether sidebar or insight is there."""
        return not self._side.isHidden()

    @property
    def is_focused(self) -> bool:
        """Whether only the page is there."""
        return self._before_focus is not None

    def show_outline(self, *, is_shown: bool) -> None:
        """Show or hide the outline."""
        self._before_focus = None
        self.outline.setVisible(is_shown)
        self._keep_focus()

    def show_side(self, *, is_shown: bool) -> None:
        """Show or hide the sidebar, beside the page."""
        self._before_focus = None
        self.show_instead(None)
        self._side.setVisible(is_shown)
        self._keep_focus()

    def show_sidebar(self) -> None:
        """Have the sidebar of agents at the right."""
        self.show_side(is_shown=True)
        self._side.setCurrentWidget(self.sidebar)
        self.panels_changed.emit()

    def show_insight(self) -> None:
        """Have share, effort and cost at the right."""
        self.show_side(is_shown=True)
        self._side.setCurrentWidget(self.insight)
        self.insight.update_numbers()
        self.insight.focus_first()
        self.panels_changed.emit()

    def put_above_page(self, bar: QWidget) -> None:
        """Have a bar between the notices and the page."""
        self._page_column.insertWidget(1, bar)

    def show_instead(self, view: QWidget | None) -> None:
        """Have a view in place of page and sidebar; None brings these back."""
        if view is self.instead:
            return
        if self.instead is None:
            self._had_side = self.shows_side
        else:
            self.instead.hide()
        self.instead = view
        self._page.setVisible(view is None)
        self._side.setVisible(view is None and self._had_side)
        if view is not None:
            if view.parent() is not self._splitter:
                self._splitter.addWidget(view)
                self._splitter.setStretchFactor(self._splitter.count() - 1, 1)
            view.show()
        self.panels_changed.emit()

    def toggle_focus_mode(self) -> None:
        """Leave only the page, or bring back what was there."""
        if self._before_focus is None:
            self._before_focus = (self.shows_outline, self.shows_side)
            self.outline.hide()
            self._side.hide()
        else:
            outline, side = self._before_focus
            self._before_focus = None
            self.outline.setVisible(outline)
            self._side.setVisible(side)
        self.editor.setFocus()
        self.panels_changed.emit()

    def step_pane(self, by: int) -> None:
        """Go to the next (1) or previous (-1) part that is there."""
        panes: list[QWidget] = [self.editor]
        if self.shows_outline:
            panes.insert(0, self.outline)
        if self.shows_side:
            panes.append(self._side)
        focused = self._focused()
        at = next(
            (
                place
                for place, pane in enumerate(panes)
                if focused is not None and (pane is focused or pane.isAncestorOf(focused))
            ),
            panes.index(self.editor),
        )
        self._focus(panes[(at + by) % len(panes)])

    def has_focus_in(self, panel: QWidget) -> bool:
        """Return whether the keys go to a panel."""
        focused = self._focused()
        return focused is not None and (panel is focused or panel.isAncestorOf(focused))

    def _focused(self) -> QWidget | None:
        # The window's own: it is known while another program is in front, too.
        return self.window().focusWidget()

    def _focus(self, pane: QWidget) -> None:
        if pane is self.outline:
            self.outline.view.setFocus()
        elif pane is self._side and self._side.currentWidget() is self.insight:
            self.insight.focus_first()
        elif pane is self._side:
            self.sidebar.composer.begin()
        else:
            self.editor.setFocus()

    def _keep_focus(self) -> None:
        focused = self._focused()
        if focused is None or not focused.isVisible():
            self.editor.setFocus()
        self.panels_changed.emit()
