"""What the tests of the opt-out page share: opening it, reading it, pressing its buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.pages.optout import OptOutPage
from gui.pages.optout_step import StepView
from gui.session import Session
from gui.theme import Theme
from gui.widgets.selectable import SelectableText
from gui.widgets.step_list import StepModel, StepRow
from gui.widgets.text import Text


def opened(session: Session, theme: Theme, qtbot: QtBot, width: int = 1064, height: int = 788) -> OptOutPage:
    page = OptOutPage(session, theme)
    qtbot.addWidget(page)
    page.resize(width, height)
    with qtbot.waitExposed(page):
        page.show()
    page.shown()
    return page


def said(page: QWidget) -> str:
    """Everything that can be read on the page."""
    texts = [text.text() for text in page.findChildren(Text) if text.isVisible()]
    return "\n".join(texts + [text.toPlainText() for text in page.findChildren(SelectableText) if text.isVisible()])


def buttons(page: QWidget, label: str) -> list[QPushButton]:
    return [one for one in page.findChildren(QPushButton) if one.isVisible() and one.text().startswith(label)]


def button(page: QWidget, label: str) -> QPushButton:
    found = buttons(page, label)
    assert len(found) == 1, [one.text() for one in found]
    return found[0]


def press(page: QWidget, label: str) -> None:
    QTest.mouseClick(button(page, label), Qt.MouseButton.LeftButton)


def rows(page: OptOutPage) -> list[StepRow]:
    [model] = page.findChildren(StepModel)
    return [model.row(number) for number in range(model.rowCount())]


def row(page: OptOutPage, id: str) -> StepRow:
    return next(row for row in rows(page) if row.id == id)


def step(page: OptOutPage) -> StepView:
    """The step that is shown."""
    [view] = [view for view in page.findChildren(StepView) if view.isVisible()]
    return view
