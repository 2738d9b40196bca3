"""What was written in each year, and when which rules came into force."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.overview import Overview, Tally
from auditor.policy.pack import Pack
from auditor.policy.situation import Situation
from gui import formats
from gui.models.years import bands, markers, written_before
from gui.theme import Theme
from gui.widgets.chart_panel import ChartPanel
from gui.widgets.replace import replace
from gui.widgets.text import Text
from gui.widgets.timeline_chart import TimelineChart, TimelineKey

KEY_SHARE, CHART_SHARE, NARROWEST = 232, 416, 560


class YearsPanel(QWidget):
    """year_chosen  a year whose items are wanted
    asked        the items that are wanted, in the words of the search
    """

    year_chosen = Signal(int)
    asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        title = _("Posts, replies, quotes and reposts by year, and the rules in force")
        self.chart = TimelineChart(theme, title)
        self.chart.chosen.connect(self._chosen)
        self.panel = ChartPanel(theme, self.chart)
        self.panel.asked.connect(self.asked)
        self._key: QWidget | None = None
        self._key_place = QVBoxLayout()
        self._beside = QVBoxLayout()
        self._beside.setSpacing(theme.tokens.space.unit)
        self._note = Text(theme, "", "caption", "text.tertiary")
        self._beside.addLayout(self._key_place)
        self._beside.addWidget(self._note)
        self._beside.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.tokens.space.card)
        self._columns.addWidget(self.panel, CHART_SHARE)
        self._columns.addLayout(self._beside, KEY_SHARE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.tokens.space.unit)
        layout.addWidget(Text(theme, title, "strong"))
        layout.addLayout(self._columns)
        theme.changed.connect(self._arrange)

    def show_years(self, pack: Pack, situation: Situation, seen: Overview, tally: list[Tally]) -> None:
        years = seen.written
        changes = markers(pack, situation)
        named = [(change.day, _(change.title)) for change in changes]
        self.chart.set_years(years, named)
        key = TimelineKey(self._theme, named)
        for row, change in enumerate(changes):
            item = key.layout().itemAtPosition(row, 2)  # type: ignore[union-attr]
            item.widget().setToolTip(_(change.text))
        replace(self._key_place, self._key, key)
        self._key = key
        self._note.set_text(" ".join(self._sentences(pack, situation, years, tally)))
        self.setVisible(bool(years))

    @staticmethod
    def _sentences(pack: Pack, situation: Situation, years: dict[int, dict[str, int]], tally: list[Tally]) -> list[str]:
        total = sum(sum(counts.values()) for counts in years.values())
        older = written_before(tally, markers(pack, situation)[0].day)
        sentences = [
            _("{n} of {total} are older than A.").format(n=formats.count(older), total=formats.count(total)),
            _(pack.sentences["about.older"]),
        ]
        sentences += [
            _("{title}: {first} to {last}.").format(
                title=_(band.title), first=formats.date(band.day), last=formats.date(band.until or band.day)
            )
            for band in bands(pack, situation)
        ]
        return sentences

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        narrow = self.width() < self._theme.px(NARROWEST)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    @Slot(str)
    def _chosen(self, year: str) -> None:
        self.year_chosen.emit(int(year))
