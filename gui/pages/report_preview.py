"""The preview: what a saved report holds, as blocks to be set on paper. Words and figures are the report's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from auditor.archive.text import visible
from auditor.design import load_tokens
from auditor.i18n import gettext as _
from auditor.report import wording
from auditor.report.formats import Edition
from auditor.report.page import Page
from gui.widgets.paper_document import Block, Cell, Columns, Document, Row, Total, Words

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
CATEGORY_COLUMNS = (0.31, 0.09, 0.36, 0.24)
RECEIPT_COLUMNS = (0.4, 0.18, 0.12, 0.12, 0.18)
PAIR_COLUMNS = (0.34, 0.66)


def preview(edition: Edition) -> Document:
    """The sections of the report in its own order."""
    content = Page(edition.report, edition.pack, edition.situation, edition.particulars).content()
    copy = _("redacted copy") if content["redacted"] else _("full copy")
    return Document(
        left=_("Outtake audit"),
        right=f"{wording.date(edition.report.made_at)}, {copy}",
        blocks=tuple(block for section in SECTIONS for block in section(edition, content)),
        foot=_foot(content),
    )


Content = dict[str, Any]


def _opening(edition: Edition, content: Content) -> Iterator[Block]:
    yield Words(_("What X’s words let AI be trained on"), "title")
    account = content["account"]
    if content["redacted"]:
        who = _("Account withheld")
    elif account.get("username"):
        who = "@" + visible(account["username"])
    else:
        who = _("The archive does not name the account")
    when = content["archive_date"]
    archive = _("archive of {date}").format(date=when) if when else _("archive without a date")
    yield Words(f"{who}, {archive}", "account")
    yield Words(wording.curly(content["headline"]) + _refs(content["headline_refs"]), "headline")
    sums = {
        one.id: [row.verdicts.grok[one.id] for row in edition.report.categories if one.id in row.verdicts.grok]
        for one in load_tokens().grok
    }
    yield Total(
        {id: wording.total(counts)[0] for id, counts in sums.items()},
        {id: wording.sum_of(counts) for id, counts in sums.items()},
    )


def _categories(edition: Edition, content: Content) -> Iterator[Block]:
    tokens = load_tokens()
    yield Words(_("By category"), "heading")
    yield _head(CATEGORY_COLUMNS, _("Category"), _("Items"), _("Grok / xAI"), _("Collaborators"), right={1})
    titles = {row["id"]: row for row in content["rows"]}
    rows = [row for row in edition.report.categories if row.id in titles]
    longest = max((wording.total([row.items])[0] for row in rows), default=0)
    for row in rows:
        grok, others = list(row.verdicts.grok.items()), list(row.verdicts.collaborators)
        for number, (verdict, items) in enumerate(grok):
            shown = tokens.verdict("grok", verdict)
            other = tokens.verdict("collaborators", others[number]) if number < len(others) else None
            yield Row(
                (
                    Cell(titles[row.id]["title"]) if not number else Cell(),
                    Cell(titles[row.id]["count"], strong=True, right=True) if not number else Cell(),
                    Cell(
                        _(shown.label) + (f" {wording.number(items)}" if len(grok) > 1 else ""),
                        shown.icon,
                        shown.token,
                        bar=shown,
                        items=wording.total([items])[0],
                        longest=longest,
                    ),
                    Cell(_(other.label), other.icon, other.token) if other else Cell(),
                ),
                CATEGORY_COLUMNS,
                ruled=number == len(grok) - 1,
            )
    yield Words(_("Bars to one scale, from 0; the longest stands for {n}.").format(n=content["longest"]), "caption")
    yield Columns(
        (
            (_("Collaborators"), wording.curly(content["second_line"]) + _refs(content["second_refs"])),
            (_("Switches"), _switches(edition)),
        )
    )
    if content["empty"]:
        yield Words(_("In the archive, but empty: {categories}.").format(categories=content["empty"]))
    yield Words(_("Not in this archive"), "subheading")
    for category in content["absent"]:
        yield Words(f"{category['title']}. {wording.curly(category['words'])}", icon="minus")


def _switches(edition: Edition) -> str:
    told = edition.report.situation.controls
    if not told:
        return _("No switch was said to be set. The archive is not known to hold the state of any switch.")
    days = wording.date(max(control.reported_on for control in told))
    words = _("Switches said to be set: {n}, the last of them: {date}. No archive is known to hold the state of any.")
    return words.format(n=wording.number(len(told)), date=days)


def _told(_edition: Edition, content: Content) -> Iterator[Block]:
    yield Words(_("What you told us"), "heading")
    yield from _pairs(content["situation"])


def _meanings(_edition: Edition, content: Content) -> Iterator[Block]:
    yield Words(_("How to read the verdicts"), "heading")
    for lane, entries in content["meanings"]:
        yield Words(lane, "label")
        for entry in entries:
            yield Words(f"{entry['label']}. {wording.curly(entry['sentence'])}", icon=entry["icon"])


def _years(_edition: Edition, content: Content) -> Iterator[Block]:
    chart = content["chart"]
    if not chart:
        return
    yield Words(chart["title"], "heading")
    yield Words(_("The saved page draws these figures as a chart."), "caption")
    shares = (1 / (len(chart["columns"]) + 1),) * (len(chart["columns"]) + 1)
    yield _head(shares, _("Year"), *chart["columns"], right=range(1, len(shares)))
    for year, cells in chart["table"]:
        yield Row((Cell(str(year)), *(Cell(cell, right=True) for cell in cells)), shares)
    for change in chart["changes"]:
        letter = f"{change['letter']}. " if change["letter"] else ""
        yield Words(f"{letter}{change['days']}: {change['title']}", "label")
        yield Words(wording.curly(change["text"]) + _refs(change["refs"]))


def _why(_edition: Edition, content: Content) -> Iterator[Block]:
    yield Words(_("Why, category by category"), "heading")
    for row in content["reasons"]:
        yield Words(f"{row['title']}: {row['count']}{row['dates']}", "subheading")
        yield Words(wording.curly(row["description"]))
        for lane, reasons in ((_("Grok / xAI"), row["grok"]), (_("Collaborators"), row["collaborators"])):
            for reason in reasons:
                title = ", ".join(filter(None, [lane, reason.lane.label, reason.lane.items]))
                yield Words(title, "label")
                yield Words(wording.curly(reason.sentence) + _refs(reason.refs))
                yield Words(_("Certainty: {certainty}.").format(certainty=reason.certainty), "caption")


def _steps(_edition: Edition, content: Content) -> Iterator[Block]:
    yield Words(_("What you can do"), "heading")
    for stage in content["stages"]:
        yield Words(stage["title"], "subheading")
        for step in stage["steps"]:
            yield Words(f"{step['number']}. {step['title']}", "label")
            yield Words(step["told"] or _("You did not say whether this is done."), "caption")
            yield Words(wording.curly(step["why"]))
            for sign, sentences in (("check", step["does"]), ("minus", step["does_not"])):
                for sentence in sentences:
                    yield Words(wording.curly(sentence), icon=sign)
            yield from _pairs(
                (name, words)
                for name, words in (
                    (_("Exact label"), step["label"]),
                    (_("Path on the web"), step["path"]),
                    (_("Link"), step["link"]),
                )
                if words
            )
    if content["left_out"]:
        yield Words(_("Left out, because it means nothing for this archive"), "subheading")
        for title, reason in content["left_out"]:
            yield Words(f"{title}. {wording.curly(reason)}", icon="minus")
    yield Words(_("What opting out does not do"), "heading")
    for entry in content["limits"]:
        yield Words(wording.curly(entry["text"]) + _refs(entry["refs"]), icon="minus")


def _account(_edition: Edition, content: Content) -> Iterator[Block]:
    """What only a full report holds: the apps let in, and the profile."""
    if content["apps"]:
        yield Words(_("Connected apps"), "heading")
        for app in content["apps"]:
            yield Words(visible(app.name) or _("not said"), "label")
            yield Words(visible(", ".join(app.permissions)), "caption")
    if content["profile"]:
        yield Words(_("Your profile, as in this archive"), "heading")
        for entry in content["profile"]:
            yield Words(entry.file, "label")
            yield Words(visible(entry.text))


def _receipt(_edition: Edition, content: Content) -> Iterator[Block]:
    yield Words(_("Coverage receipt"), "heading")
    yield Words(_("What became of every part of the archive: {n}.").format(n=content["coverage_total"]))
    yield from _pairs(content["coverage"])
    first = _("Kind of data") if content["redacted"] else _("File")
    yield _head(RECEIPT_COLUMNS, first, _("State"), _("Records"), _("Items"), _("Note"), right={2, 3})
    for row in content["receipt"]:
        cells = (Cell(visible(row["name"])), Cell(row["state"]))
        figures = (Cell(row["records"], right=True), Cell(row["count"], right=True))
        yield Row((*cells, *figures, Cell(visible(row["note"]))), RECEIPT_COLUMNS)


def _words(_edition: Edition, content: Content) -> Iterator[Block]:
    yield Words(_("The words themselves"), "heading")
    for entry in content["clauses"]:
        yield Words(f"{entry['number']}. {wording.curly(entry['source'])}", "label")
        if entry["quote"]:
            yield Words(f"“{entry['quote']}”")
        if entry["says"]:
            yield Words(wording.curly(entry["says"]))
        yield Words(". ".join(filter(None, [wording.curly(entry["section"]), entry["dates"]])), "caption")

    yield Words(_("Policy pack and sources"), "subheading")
    for source in content["sources"]:
        words = _("Text as of {date}.").format(date=wording.date(source["text_as_of"]))
        yield Words(f"{wording.curly(source['title'])}. {words}", "caption")


def _unknown(_edition: Edition, content: Content) -> Iterator[Block]:
    if content["corrections"]:
        yield Words(_("Often said, and what the texts say"), "heading")
        for entry in content["corrections"]:
            yield Words(wording.curly(entry["text"]) + _refs(entry["refs"]), icon="info")
    yield Words(_("What Outtake cannot know"), "heading")
    for text in content["unknowns"]:
        yield Words(wording.curly(text), icon="circle-question-mark")


SECTIONS = (_opening, _categories, _told, _meanings, _years, _why, _steps, _account, _receipt, _words, _unknown)


def _foot(content: Content) -> tuple[str, ...]:
    """The sources of the first page's two sentences."""
    wanted = {*content["headline_refs"], *content["second_refs"]}
    notes = []
    for entry in content["clauses"]:
        if entry["number"] in wanted:
            source = ", ".join(filter(None, [wording.curly(entry["source"]), entry["section"]]))
            notes.append(f"{entry['number']} {source}. {entry['dates']}")
    return tuple(notes)


def _refs(numbers: Sequence[int]) -> str:
    return "\u00a0".join(str(number).translate(SUPERSCRIPT) for number in numbers)


def _head(shares: tuple[float, ...], *titles: str, right: Iterable[int] = ()) -> Row:
    at_right = set(right)
    return Row(tuple(Cell(title, right=number in at_right) for number, title in enumerate(titles)), shares, head=True)


def _pairs(pairs: Iterable[tuple[str, str]]) -> Iterator[Row]:
    for name, words in pairs:
        yield Row((Cell(name, strong=True), Cell(words)), PAIR_COLUMNS)
