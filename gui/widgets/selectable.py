"""Plain text that can be selected and copied, by mouse and by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPalette, QResizeEvent, QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from gui.theme import Theme


class ReadOnlyText(QTextEdit):
    """Text to read, select and copy, as high as its lines; it never scrolls by itself.

    name  what it is, for a screen reader
    wide  the width that suits it, and the least, in pixels at 100 %
    """

    def __init__(self, theme: Theme, name: str, wide: tuple[int, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wide = wide
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._wide[0]), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(self._wide[1]), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height = round(self.document().size().height())
        if height != self.minimumHeight():
            self.setFixedHeight(height)


class SelectableText(ReadOnlyText):
    """In one style of the type scale."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        name: str,
        style: str = "body",
        token: str = "text.primary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name, (200, 96), parent)
        self._style = style
        self._token = token
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setPlainText(text)
        self._restyle()
        theme.changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self.setFont(self._theme.font(self._style))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, self._theme.colour(self._token))
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        line = QTextBlockFormat()
        line.setLineHeight(self._theme.line(self._style), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(line)
        self._fit()
