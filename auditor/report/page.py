"""What stands on the page of a report, section by section, in words and figures: no markup but the drawings.

Every figure comes from the report, so a redacted page cannot say more than a redacted report.json.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup
from msgspec import UNSET, Struct

from auditor.archive.kinds import handed_out
from auditor.design import load_tokens
from auditor.i18n import gettext as _
from auditor.optout.controls import load_controls
from auditor.policy.cases import Judgement
from auditor.policy.records import Category, Cell, Pack, Statement, holding_in
from auditor.policy.rules import span
from auditor.policy.situation import Situation
from auditor.policy.vocabulary import AUDIENCES, TRAINING_SWITCH, Audience
from auditor.policy.wording import (
    CERTAINTY_NAMES,
    LANES,
    Person,
    controls_in_words,
    day_in_words,
    headline,
    provenance,
    say,
    scopes,
    second_line,
    what_opting_out_does_not_do,
)
from auditor.report import figures, wording
from auditor.report.chapter import rules_told
from auditor.report.counts import sum_of
from auditor.report.model import CategoryRow, Count, Report
from auditor.report.page_receipt import receipt
from auditor.report.page_steps import steps
from auditor.report.page_years import years
from auditor.report.particulars import MOST_ENTRIES, Particulars

BAR_WIDTH, BAR_HEIGHT = 80.0, 12.0
SWATCH_WIDTH = 24.0

HEADLINE_CLAUSE, SECOND_LINE_CLAUSE = "bases-training", "privacy-collaborators"


class Lane(Struct, frozen=True):
    """A verdict as it is always shown: bar, glyph, label; and items where it is one of several."""

    icon: str
    colour: str
    label: str
    items: str = ""
    bar: Markup | str = ""


class Reason(Struct, frozen=True):
    lane: Lane
    sentence: str
    refs: tuple[int, ...]
    certainty: str = ""
    controls: str = ""
    title: str = ""
    scopes: tuple[str, str] = ("", "")
    """Narrow and broad, in the lane that has both."""


class Page:
    """Asked once, for `content()`. Clauses are numbered in the order in which the page cites them."""

    def __init__(self, report: Report, pack: Pack, situation: Situation, particulars: Particulars) -> None:
        self.report = report
        self.pack = pack
        self.situation = situation
        self.particulars = particulars
        self.redacted = report.redacted is not UNSET
        self.controls = load_controls()
        self._numbers: dict[str, int] = {}
        self._titles = {id: _(control.title) for id, control in self.controls.items()}
        self._filled = [row for row in report.categories if row.items != 0]

    def icons(self) -> set[str]:
        """The icons that the page uses."""
        tokens = load_tokens()
        shown = {presentation.icon for audience in AUDIENCES for presentation in tokens.lane(audience)}
        return {"check", "minus", "info", *shown, *(self._icon(row.id) for row in self._filled)}

    def content(self) -> dict[str, Any]:
        """The template's variables."""
        opening = self._opening()
        chart = years(self.report, self.pack, self.situation, self.particulars.by_year, self._refs)
        reasons = [self._why(row) for row in self._filled]
        limits = self._statements(what_opting_out_does_not_do(self.pack, self.situation))
        corrections = self._statements(holding_in(self.pack.corrections, self.situation.region))
        rules = rules_told(self.pack, self.situation.region, self._refs)
        apps, profile = self.particulars.apps, self.particulars.profile
        return {
            **opening,
            "contents": self._contents(has_chart=chart is not None, has_apps=bool(apps), has_profile=bool(profile)),
            **self._by_category(),
            "situation": self._situation(),
            "meanings": _meanings(),
            "chart": chart,
            "has_region": self.situation.region is not None,
            "sentences": self.pack.sentences,
            "clause_on_collaborators": second_line(self.pack, self._person),
            "about_collaborators": self._believed("collaborators"),
            "about_opting_out": self._believed("opting-out"),
            "reasons": reasons,
            "rules": rules,
            **steps(self.report, self.pack, self.situation),
            "limits": limits,
            "apps": apps,
            "more_apps": self._more_apps(),
            "profile": profile,
            "others": self.particulars.others,
            **receipt(self.report),
            "corrections": corrections,
            "unknowns": [_(entry.text) for entry in holding_in(self.pack.unknowns, self.situation.region)],
            "clauses": self._clauses(),  # last: by now every clause that is cited has its number
            "sources": [
                {
                    "key": s.key,
                    "grade": s.grade,
                    "title": s.title,
                    "text_as_of": s.text_as_of,
                    "url": "" if s.url is UNSET else s.url,
                    "note": self.pack.sources[s.key].note,
                }
                for s in self.report.policy_pack.sources
            ],
            "grades": self.pack.grades.items(),
        }

    # --- opening -----------------------------------------------------------------------------------------------------

    @property
    def _person(self) -> Person:
        return "holder" if self.redacted else "you"

    def _opening(self) -> dict[str, Any]:
        sums = {
            shown.id: [row.verdicts.grok[shown.id] for row in self._filled if shown.id in row.verdicts.grok]
            for shown in load_tokens().grok
        }
        entries = [
            Lane(shown.icon, figures.class_of("grok", shown.id), _(shown.label), wording.sum_of(sums[shown.id]))
            for shown in load_tokens().grok
            if sums[shown.id]
        ]
        everything = [row.items for row in self._filled]
        generated_at = self.report.archive.generated_at
        account = self.report.archive.account
        return {
            "report": self.report,
            "redacted": self.redacted,
            "old": self._old(),
            "account": {}
            if account is UNSET
            else {"username": account.username or "", "display_name": account.display_name or ""},
            "archive_date": "" if generated_at is UNSET else wording.date(generated_at),
            "headline": self._dated(
                headline(
                    self.pack,
                    self.situation,
                    stated=sum_of(sums["stated"]),
                    implied=sum_of(sums["implied"]),
                    total=sum_of(everything),
                    person=self._person,
                )
            ),
            "headline_refs": self._refs([HEADLINE_CLAUSE]),
            "second_line": second_line(self.pack, self._person),
            "second_refs": self._refs([SECOND_LINE_CLAUSE]),
            "total_bar": figures.total_bar(
                {verdict: int(sum_of(counts)) for verdict, counts in sums.items()},
                _("All items, Grok / xAI"),
                "; ".join(f"{entry.label}: {entry.items}" for entry in entries),
            ),
            "legend": entries,
        }

    def _old(self) -> tuple[str, str] | None:
        """What to say at the top if the policy pack had grown old when the report was made."""
        if self.report.policy_pack.stale is UNSET:
            return None
        said = self.pack.sentences
        return _(said["stale.report"]).format(days=self.pack.stale_after_days), _(said["stale.text"])

    def _dated(self, sentence: str) -> str:
        """In a redacted copy the day of an answer becomes its month."""
        day = self.situation.reported(TRAINING_SWITCH)
        if not self.redacted or day is None:
            return sentence
        words, month = day_in_words(self.pack, day), wording.date(day.isoformat()[:7])
        return sentence.replace(_("on {day}").format(day=words), _("in {month}").format(month=month)).replace(
            words, month
        )

    def _contents(self, *, has_chart: bool, has_apps: bool, has_profile: bool) -> list[tuple[str, str]]:
        entries = [
            ("figures", _("By category"), True),
            ("told", _("What you told us"), True),
            ("years", _("By year"), has_chart),
            ("why", _("Why"), True),
            ("rules", _("What X’s words say"), True),
            ("steps", _("What you can do"), True),
            ("limits", _("What opting out does not do"), True),
            ("apps", _("Connected apps"), has_apps),
            ("profile", _("Your profile"), has_profile),
            ("others", _("Other people"), self.particulars.others is not None),
            ("receipt", _("Coverage receipt"), True),
            ("words", _("The words themselves"), True),
            ("believed", _("Often said, and what the texts say"), True),
            ("unknown", _("What Outtake cannot know"), True),
        ]
        return [(id, title) for id, title, there in entries if there]

    # --- by category -------------------------------------------------------------------------------------------------

    def _by_category(self) -> dict[str, Any]:
        longest = max((int(sum_of([row.items])) for row in self._filled), default=0)
        present = {row.id for row in self.report.categories}
        return {
            "rows": [
                {
                    "id": row.id,
                    "icon": self._icon(row.id),
                    "title": _(self.pack.categories[row.id].title),
                    "count": wording.number(row.items),
                    "grok": _lanes("grok", row, longest),
                    "collaborators": _lanes("collaborators", row, longest),
                }
                for row in self._filled
            ],
            "longest": wording.number(longest),
            "empty": ", ".join(
                _(self.pack.categories[row.id].title) for row in self.report.categories if row.items == 0
            ),
            "absent": [
                {"title": _(category.title), "words": self._absence(id)}
                for id, category in self.pack.categories.items()
                if id not in present
            ],
        }

    def _absence(self, id: str) -> str:
        if id == "protected":
            if self.situation.protected is None:
                return _("You did not say whether your posts were protected, so none is counted here.")
            return _("By what you told us, no post of this archive was made while your posts were protected.")
        if handed_out(id):
            return _("The archive has no file of this kind, so nothing can be said about how many there are.")
        return _(self.pack.categories[id].note) or _("No file of this kind was seen in any archive.")

    def _icon(self, category: str) -> str:
        return load_tokens().icons.category.get(category, "file-text")

    # --- situation ---------------------------------------------------------------------------------------------------

    def _situation(self) -> list[tuple[str, str]]:
        told, silent = self.report.situation, _("You did not say.")
        protected = told.protected
        answers = [
            (_("Where you live"), silent if told.region is UNSET else _(self.pack.regions[told.region])),
            (
                _("Posts protected"),
                silent
                if protected is UNSET
                else _("Never")
                if protected == "never"
                else _("Since {date}").format(date=wording.date(protected)),
            ),
            (_("Under 18"), silent if told.under_18 is UNSET else _("Yes") if told.under_18 else _("No")),
        ]
        answers += [
            (_(self.controls[c.id].title), _("Done, you told us: {date}").format(date=wording.date(c.reported_on)))
            for c in told.controls
            if c.id in self.controls
        ]
        if not told.controls:
            answers.append((_("Switches"), _("You told us of none.")))
        return answers

    # --- why ---------------------------------------------------------------------------------------------------------

    def _why(self, row: CategoryRow) -> dict[str, Any]:
        category = self.pack.categories[row.id]
        rulings = self.particulars.rulings[row.id]
        dates = ""
        if row.first is not UNSET and row.last is not UNSET:
            dates = _(", {first} to {last}").format(first=wording.date(row.first), last=wording.date(row.last))
        return {
            "id": row.id,
            "icon": self._icon(row.id),
            "title": _(category.title),
            "count": wording.items(row.items),
            "dates": dates,
            "description": _(category.description),
            "visible_to": _(category.visible_to),
            "grok": [self._reason(j, row) for j in dict.fromkeys(ruling.grok for ruling in rulings)],
            "collaborators": [self._reason(j, row) for j in dict.fromkeys(ruling.collaborators for ruling in rulings)],
            "facets": [
                self._facet(cell)
                for cell in category.facets
                if self.pack.cited(cell.clauses, self.situation.region)  # else it speaks of another region
            ],
            "note": _(category.note),
            "time": self._time(row),
            "believed": self._believed(row.id),
        }

    def _time(self, row: CategoryRow) -> str:
        """Which rules were in force over the days of its items; a redacted report has no days."""
        if self.redacted or row.first is UNSET or row.last is UNSET or self.pack.categories[row.id].held_by != "x":
            return ""
        first, last = (dt.date.fromisoformat(moment[:10]) for moment in (row.first, row.last))
        return " ".join(span(self.pack, self.situation.region, first, last))

    def _broad(self, judgement: Judgement, category: Category) -> tuple[str, ...]:
        both = scopes(self.pack, category, judgement)
        return self.pack.cited(both.clauses, self.situation.region) if both else ()

    def _scopes(self, judgement: Judgement, category: Category) -> tuple[str, str]:
        both = scopes(self.pack, category, judgement)
        return (both.narrow, both.broad) if both else ("", "")

    def _reason(self, judgement: Judgement, row: CategoryRow) -> Reason:
        counts: Mapping[str, Count] = getattr(row.verdicts, judgement.audience)
        several = len(counts) > 1
        category = self.pack.categories[row.id]
        sentence = self._dated(say(self.pack, self.situation, judgement))
        if judgement.verdict == "opted-out":  # what it is that they opted out of
            sentence = f"{sentence} {_(judgement.reason)}"
        if judgement.audience == "collaborators":  # what its sentence always begins with stands over the section
            sentence = _(judgement.reason)
        return Reason(
            _lane(judgement.audience, judgement.verdict, wording.items(counts[judgement.verdict]) if several else ""),
            sentence,
            self._refs((*judgement.clauses, *self._broad(judgement, category))),
            certainty=_(CERTAINTY_NAMES[judgement.certainty]),
            controls=controls_in_words(judgement, self._titles),
            scopes=self._scopes(judgement, category),
        )

    def _facet(self, cell: Cell) -> Reason:
        return Reason(
            _lane(cell.audience, cell.verdict),
            _(cell.reason),
            self._refs(self.pack.cited(cell.clauses, self.situation.region)),
            title=_("{lane}, {facet}").format(lane=_(LANES[cell.audience]), facet=_(cell.facet)),
        )

    def _more_apps(self) -> str:
        listed = next((row.items for row in self._filled if row.id == "apps"), 0)
        if len(self.particulars.apps) < MOST_ENTRIES or not isinstance(listed, int) or listed <= MOST_ENTRIES:
            return ""
        return _("{n} more are not shown here.").format(n=wording.number(listed - MOST_ENTRIES))

    # --- the words ---------------------------------------------------------------------------------------------------

    def _refs(self, clauses: Iterable[str]) -> tuple[int, ...]:
        return tuple(sorted(self._numbers.setdefault(id, len(self._numbers) + 1) for id in clauses))

    def _clauses(self) -> list[dict[str, Any]]:
        return [
            {
                "number": number,
                "quote": clause.quote,
                "says": _(clause.says),
                "source": self.pack.sources[clause.source].title,
                "source_key": clause.source,
                "section": clause.section,
                "dates": " ".join(provenance(self.pack, clause, self.situation.region)),
                "certainty": _(CERTAINTY_NAMES[clause.certainty]),
            }
            for id, number in self._numbers.items()
            for clause in [self.pack.clauses[id]]
        ]

    def _believed(self, place: str) -> list[dict[str, Any]]:
        return self._statements(self.pack.corrections_at([place], self.situation.region))

    def _statements(self, statements: Iterable[Statement]) -> list[dict[str, Any]]:
        return [
            {"text": _(entry.text), "refs": self._refs(self.pack.cited(entry.clauses, self.situation.region))}
            for entry in statements
        ]


def _lane(audience: Audience, verdict: str, items: str = "", bar: Markup | str = "") -> Lane:
    shown = load_tokens().verdict(audience, verdict)
    return Lane(shown.icon, figures.class_of(audience, verdict), _(shown.label), items, bar)


def _lanes(audience: Audience, row: CategoryRow, longest: int) -> list[Lane]:
    counts: Mapping[str, Count] = getattr(row.verdicts, audience)
    return [
        _lane(
            audience,
            verdict,
            wording.number(count) if len(counts) > 1 else "",
            figures.bar(audience, verdict, int(sum_of([count])), longest, width=BAR_WIDTH, height=BAR_HEIGHT),
        )
        for verdict, count in counts.items()
    ]


def _meanings() -> list[tuple[str, list[dict[str, Any]]]]:
    return [
        (
            _(LANES[audience]),
            [
                {
                    "icon": shown.icon,
                    "colour": figures.class_of(audience, shown.id),
                    "label": _(shown.label),
                    "sentence": _(shown.sentence).format(date=_("the date you gave")),
                    "bar": figures.bar(audience, shown.id, 1, 1, width=SWATCH_WIDTH, height=BAR_HEIGHT),
                }
                for shown in load_tokens().lane(audience)
            ],
        )
        for audience in AUDIENCES
    ]
