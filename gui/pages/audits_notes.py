"""What there is to say above the list: what was cut off, what is not kept, why there is no list, what was just done."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from gui import formats
from gui.keeper import Keeper
from gui.pages.audits_words import lost
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Notice
from gui.widgets.replace import replace


class Notes(QWidget):
    """Each note is a notice; `keep` and `again` are the buttons of two of them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.keep = Button(theme, _("Keep this audit"), role="primary")
        self.again = Button(theme, _("Try again"), parent=self)
        self.again.hide()
        self._unkept = Notice(
            theme,
            _("The open audit is not kept."),
            _("Unless you keep it, it is forgotten when it is closed. {lost}").format(lost=lost()),
            action=self.keep,
        )
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.tokens.space.unit)
        self._state: tuple[str, ...] = ()
        self._stated: QWidget | None = None
        self._said: QWidget | None = None
        self._layout.addWidget(self._unkept)

    def show_state(self, keeper: Keeper, *, unkept: bool) -> None:
        self._unkept.setVisible(unkept)
        refusal = keeper.refusal
        strangers = ngettext(
            "{n} file in the folder belongs to no audit on this list. If it has a passphrase of its own, import it.",
            "{n} files in the folder belong to no audit on this list. Those with a passphrase can be imported.",
            keeper.strangers,
        ).format(n=formats.count(keeper.strangers))
        state: tuple[str, ...] = (refusal.title, refusal.advice) if refusal is not None else ()
        state += tuple(keeper.cut_off) + ((strangers,) if keeper.strangers else ())
        if state != self._state:
            self._state = state
            self.again.setParent(self)  # before the note that it stands in goes
            shown = self._stating(state, refused=refusal is not None)
            self.again.setVisible(refusal is not None)
            replace(self._layout, self._stated, shown)
            self._stated = shown
        self.setVisible(unkept or bool(state) or self._said is not None)

    def _stating(self, state: tuple[str, ...], *, refused: bool) -> QWidget:
        stated = QWidget()
        column = QVBoxLayout(stated)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.tokens.space.unit)
        rest = state
        if refused:
            column.addWidget(Notice(self._theme, state[0], state[1], error=True, action=self.again))
            self.again.show()
            rest = state[2:]
        for sentence in rest:
            column.addWidget(Notice(self._theme, sentence))
        return stated

    def clear(self) -> None:
        """What was said is old now."""
        if self._said is not None:
            self._said.hide()

    def say(self, sentence: str, advice: str, *, error: bool) -> None:
        """What was just done, or why it was not."""
        said = Notice(
            self._theme, sentence, advice, error=error, icon="" if error else self._theme.tokens.icons.state["done"]
        )
        replace(self._layout, self._said, said)
        self._said = said
        self.show()
