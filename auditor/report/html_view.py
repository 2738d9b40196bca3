"""report.html: one self-contained file that runs no script and loads nothing.

Everything shown is prepared here from the report, the policy pack and the particulars; the template only sets it.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from importlib.resources import files

import jinja2
from markupsafe import Markup
from msgspec import UnsetType

from auditor.archive.text import visible
from auditor.design import Scheme, load_tokens
from auditor.i18n import gettext as _
from auditor.policy.pack import Pack
from auditor.policy.situation import Situation
from auditor.policy.vocabulary import AUDIENCES
from auditor.report import figures, wording
from auditor.report.model import Report
from auditor.report.page import Page
from auditor.report.particulars import Particulars

POLICY = (
    "default-src 'none'; style-src 'sha256-{style}'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)


def to_html(report: Report, pack: Pack, situation: Situation, particulars: Particulars) -> bytes:
    """The report as UTF-8 HTML. A redacted report takes redacted particulars."""
    page = Page(report, pack, situation, particulars)
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    html = (
        _environment()
        .get_template("report.html.j2")
        .render(
            language="en",
            policy=POLICY.format(style=digest),
            style=Markup(style),  # noqa: S704 - our own style sheet
            definitions=figures.definitions(page.icons()),
            **page.content(),
        )
    )
    return html.encode()


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: (files("resources") / "templates" / name).read_text("utf-8")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["_"] = _
    environment.filters |= {
        "date": wording.date,
        "number": wording.number,
        "visible": _visible,
        "curly": wording.curly,
    }
    return environment


@functools.cache
def _style() -> str:
    tokens = load_tokens()
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True)  # noqa: S701 - CSS, our own
    environment.filters["css_name"] = _css_name
    font = (files("resources") / "fonts" / "InterVariable-latin.woff2").read_bytes()

    def colours(scheme: Scheme) -> str:
        return " ".join(f"--{_css_name(name)}: {colour.of(scheme)};" for name, colour in tokens.colour.items())

    text = (files("resources") / "templates" / "report.css.j2").read_text("utf-8")
    return environment.from_string(text).render(
        font=base64.b64encode(font).decode(),
        colours=colours,
        verdicts=[(audience, shown) for audience in AUDIENCES for shown in tokens.lane(audience)],
    )


def _css_name(token: str) -> str:
    return token.replace(".", "-")


def _visible(text: str | UnsetType) -> str:
    """Foreign text, harmless; nothing for what the report leaves out."""
    return "" if isinstance(text, UnsetType) else visible(text)
