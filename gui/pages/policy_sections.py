"""The parts of the page on X's words, one below the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.policy.records import Pack, Source, Statement
from auditor.policy.telling import Told, Wanted, at_home, concerning, history
from auditor.policy.vocabulary import Certainty
from auditor.policy.wording import regions_in_words
from auditor.report.wording import curly
from gui import formats
from gui.models.explained import CERTAINTIES, quoted
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Hairline
from gui.widgets.clauses import Clauses
from gui.widgets.text import Text


class PolicySections(QWidget):
    """Everything, told for one region or for all. `open_link` gives a source's address."""

    open_link = Signal(str)

    def __init__(self, theme: Theme, pack: Pack, wanted: Wanted, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._pack, self._wanted = theme, pack, wanted
        self._region = None if wanted == "all" else wanted
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.tokens.space.unit)
        self._heading(_("The rules, told"))
        self._say(_(pack.sentences["about.history"]))
        self._say(" ".join(f"{grade}: {_(meaning)}" for grade, meaning in pack.grades.items()), "caption")
        for entry in history(pack, wanted):
            self._add_event(entry)
        if wanted != "all":
            self._add_home()
        self._add_statements(_("What opting out does not do"), concerning(pack.limits, wanted))
        self._add_statements(_("What nobody outside X knows"), concerning(pack.unknowns, wanted))
        self._add_statements(_("What is often believed, and what the texts say"), concerning(pack.corrections, wanted))
        self._heading(_("Sources"))
        for source in pack.sources.values():
            self._add_source(source)
        self._column.addStretch(1)

    def _heading(self, words: str) -> None:
        self._column.addSpacing(self._theme.tokens.space.section)
        self._column.addWidget(Text(self._theme, words, "heading"))
        self._column.addWidget(Hairline())

    def _say(self, words: str, style: str = "body", token: str = "text.secondary") -> None:
        self._column.addWidget(Text(self._theme, curly(words), style, token))

    def _add_event(self, entry: Told) -> None:
        when = f"{entry.when} · {entry.regions}" if entry.regions else entry.when
        self._say(when, "strong", "text.primary")
        self._say(entry.text, token="text.primary")
        grades = "; ".join(f"{title} ({grade})" for title, grade in entry.sources)
        self._say(f"{grades}. {_(CERTAINTIES[entry.certainty])}.", "caption", "text.tertiary")
        self._add_clauses(entry.clauses, entry.text)
        self._column.addWidget(Hairline())

    def _add_home(self) -> None:
        assert self._region is not None
        place = self._pack.jurisdictions[self._region]
        self._heading(_("What holds here: {region}").format(region=_(place.name)))
        for name, words in at_home(self._pack, place):
            self._say(name, "caption")
            self._say(words, token="text.primary")
        self._certainty(place.certainty)
        self._add_clauses(place.clauses, _(place.name))

    def _add_statements(self, heading: str, statements: Sequence[Statement]) -> None:
        if not statements:
            return
        self._heading(heading)
        for statement in statements:
            if statement.regions and self._wanted == "all":
                self._say(regions_in_words(self._pack, statement.regions), "caption")
            self._say(_(statement.text), token="text.primary")
            self._certainty(statement.certainty)
            self._add_clauses(statement.clauses, statement.text)
            self._column.addWidget(Hairline())

    def _certainty(self, certainty: Certainty) -> None:
        self._say(f"{_(CERTAINTIES[certainty])}.", "caption", "text.tertiary")

    def _add_clauses(self, ids: Iterable[str], about: str) -> None:
        pack, region = self._pack, self._region
        cited = [quoted(pack, pack.clauses[id], region) for id in pack.cited(ids, region)]
        if cited:
            clauses = Clauses(self._theme, cited, token="border.control", about=curly(about), at_once=0)
            clauses.open_link.connect(self.open_link)
            self._column.addWidget(clauses)

    def _add_source(self, source: Source) -> None:
        theme, pack = self._theme, self._pack
        self._say(source.title, "strong", "text.primary")
        grade = _("Copy of {date}. {grade}").format(
            date=formats.date(source.text_as_of), grade=_(pack.grades[source.grade])
        )
        self._say(grade)
        if source.note:
            self._say(_(source.note), "caption", "text.tertiary")
        if source.url:
            link = Button(theme, _("Open the source"), role="link", icon=theme.tokens.icons.state["open_outside"])
            link.setToolTip(source.url)
            link.setAccessibleDescription(source.title)
            link.setProperty("address", source.url)
            link.clicked.connect(self._open)
            self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(Hairline())

    @Slot()
    def _open(self) -> None:
        self.open_link.emit(str(self.sender().property("address")))
