"""report.html: what a person reads, in any browser, on paper, offline, whatever the account has written."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from auditor.design import load_tokens
from auditor.policy.situation import Situation
from auditor.policy.vocabulary import AUDIENCES
from auditor.report.formats import Edition, documents
from auditor.report.html_view import to_html
from auditor.report.json_view import to_json
from auditor.report.wording import number
from tests.auditor.report.helpers import OPTED_OUT, Editions

VOID = {"meta", "path", "circle", "rect", "use", "link", "br", "hr", "img", "line"}
RAW = {"style"}


class Document(HTMLParser):
    """Reads strictly: every element that opens must close, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.rows: list[list[str]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names))
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in RAW:
            return
        self.text += data
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data

    def row(self, title: str) -> list[str]:
        return next([cell.strip() for cell in row] for row in self.rows if row and row[0].strip() == title)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def html_of(edition: Edition) -> str:
    return documents(edition, ["html"])["report.html"].decode()


def json_of(edition: Edition) -> Any:
    return json.loads(to_json(edition.report))


@pytest.fixture(params=["full", "redacted", "opted-out", "opted-out, redacted"])
def shown(request: pytest.FixtureRequest, edition: Editions) -> Edition:
    name: str = request.param
    return edition(OPTED_OUT if "opted-out" in name else Situation(), redacted="redacted" in name)


def test_it_loads_nothing_and_runs_nothing(shown: Edition) -> None:
    html = html_of(shown)
    document = Document(html)

    assert not document.all("script")
    assert not {"img", "link", "iframe", "object", "embed", "form", "base", "video", "audio"} & {
        name for name, _ in document.elements
    }
    for tag, attributes in document.elements:
        assert not [name for name in attributes if name.startswith("on") or name in {"src", "style", "srcset"}], tag
        if tag == "use":
            assert attributes["href"].startswith("#")
        if tag == "a" and not attributes["href"].startswith("#"):
            assert attributes["href"].startswith("https://")
            assert set(attributes["rel"].split()) == {"noreferrer", "noopener"}
    style = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(style) == 1
    assert all(url.startswith(("data:", '"data:')) for url in re.findall(r"url\(([^)]*)\)", style[0]))
    assert "@import" not in style[0]


def test_the_policy_allows_only_the_one_style_sheet(shown: Edition) -> None:
    html = html_of(shown)
    style = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(m["content"] for m in Document(html).all("meta") if m.get("http-equiv") == "Content-Security-Policy")

    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; font-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def test_it_is_well_formed_and_has_a_clear_structure(shown: Edition) -> None:
    document = Document(html_of(shown))

    assert len(document.all("h1")) == 1
    assert [len(document.all(tag)) for tag in ("main", "footer", "nav")] == [1, 1, 1]
    assert document.all("html") == [{"lang": "en"}]
    assert len(document.all("caption")) == len(document.all("table"))
    assert all("scope" in attributes for attributes in document.all("th"))
    ids = [attributes["id"] for _, attributes in document.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {a["href"][1:] for a in document.all("a") + document.all("use") if a["href"].startswith("#")}
    assert targets <= set(ids)
    named = " ".join(attributes.get("aria-labelledby", "") for _, attributes in document.elements).split()
    assert set(named) <= set(ids)


def test_it_says_which_copy_it_is(edition: Editions) -> None:
    assert "21 November 2026, full copy" in html_of(edition())
    assert "November 2026, redacted copy" in html_of(edition(redacted=True))
    assert "This archive ends on 14 March 2026" in html_of(edition())


def test_every_category_shows_the_figures_of_the_json(shown: Edition) -> None:
    document, report = Document(html_of(shown)), json_of(shown)
    for row in report["categories"]:
        title = shown.pack.categories[row["id"]].title
        if row["items"] == 0:
            continue
        cells = document.row(title)
        assert cells[1] == number(row["items"])
        for cell, audience in zip(cells[2:], AUDIENCES, strict=True):
            counts = row["verdicts"][audience]
            for verdict, items in counts.items():
                assert load_tokens().verdict(audience, verdict).label in cell
                assert len(counts) == 1 or number(items) in cell


def test_the_years_show_the_figures_of_the_json(edition: Editions) -> None:
    document, report = Document(html_of(edition())), json_of(edition())
    for year in (2020, 2021, 2022):
        written = [r["items"] for r in report["timeline"] if r["year"] == year and r["category"] != "media"]
        assert document.row(str(year))[-1] == number(sum(written))
    assert len([a for a in document.all("svg") if a.get("role") == "img"]) == 3
    assert "2020: 1,200; 2021: 7; 2022: 3" in document.text


def test_the_steps_and_the_receipt_show_the_figures_of_the_json(shown: Edition) -> None:
    document, report = Document(html_of(shown)), json_of(shown)
    for step in report["steps"]:
        assert step["title"] in document.text
        if step["governs"]:
            assert f"It governs {number(step['governs'])} item" in document.text
    for row in report["receipt"]:
        if "path" in row and "CANARY" not in row["path"]:
            cells = document.row(row["path"])
            assert cells[2:5] == [number(row[key]) if key in row else "" for key in ("records", "expected", "items")]


def test_what_is_missing_is_said_in_words(edition: Editions) -> None:
    document = Document(html_of(edition()))

    assert "10 fewer than X lists" in document.row("data/tweets.js")[5]
    assert document.row("data/tweets-part1.js")[1] == "Listed but missing"
    assert re.search(r"In the archive, but empty: .*Lists", document.text)
    assert re.search(r"–Bookmarks\.\s+No archive seen holds them", document.text)
    assert "You did not say whether your posts were protected" in document.text


def test_every_verdict_leads_to_words_source_dates_and_certainty(shown: Edition) -> None:
    html = html_of(shown)
    document = Document(html)
    cited = {a["href"] for a in document.all("a") if a["href"].startswith("#words-")}
    given = {f"#{a['id']}" for a in document.all("li") if a.get("id", "").startswith("words-")}

    assert cited == given
    for judgement in (r.grok for rulings in shown.particulars.rulings.values() for r in rulings):
        for id in judgement.clauses:
            clause = shown.pack.clauses[id]
            assert clause.quote in document.text
    assert document.text.count("Certainty:") > len(given)


def test_what_was_told_is_attributed_and_what_was_not_is_said(edition: Editions) -> None:
    told, silent = Document(html_of(edition(OPTED_OUT))).text, Document(html_of(edition())).text

    assert "You told us on 19 March 2026 that you opted out." in told
    assert "You told us this is done, 19 March 2026." in told
    assert "Since 17 July 2025" in told
    assert silent.count("You did not say.") == 3
    assert "opted out. X says it lets" not in silent


def test_a_rule_of_another_region_is_not_shown(edition: Editions) -> None:
    assert "Irish undertaking" in Document(html_of(edition(OPTED_OUT))).text
    for situation in (Situation(), Situation(region="br")):
        assert "7 May 2024 to 1 August 2024" not in Document(html_of(edition(situation))).text


def test_hostile_text_stays_text(edition: Editions) -> None:
    html = html_of(edition())
    document = Document(html)

    assert "<script" not in html
    assert "CANARY-script" in document.text
    assert "\u202e" not in html
    assert "[U+202E]" in document.text
    assert "\x07" not in html
    assert "[U+0007]" in document.text


def test_nothing_is_said_that_no_source_supports(shown: Edition) -> None:
    text = Document(html_of(shown)).text
    ours = text
    for clause in shown.pack.clauses.values():
        ours = ours.replace(clause.quote, "")
    for never in ("stolen", "leaked", "your DMs train", "removes your data", "protected from AI", "verified", "%", "!"):
        assert never not in ours, never
    assert "never what was done" in text
    assert "It does not say which data, with whom, or which switch stops it." in text


def test_an_archive_without_anything_gives_a_page_that_says_so(empty_edition: Edition) -> None:
    text = Document(html_of(empty_edition)).text
    assert "This archive holds no items" in text
    assert "The archive does not name the account" in text
    assert "archive without a date" in text


def test_the_colours_of_both_schemes_come_from_the_tokens(edition: Editions) -> None:
    html = html_of(edition())
    for colour in load_tokens().colour.values():
        assert colour.light in html
        assert colour.dark in html
    assert "prefers-color-scheme: dark" in html


def test_the_same_edition_gives_the_same_bytes(edition: Editions) -> None:
    one = edition()
    assert to_html(one.report, one.pack, one.situation, one.particulars) == html_of(one).encode()
