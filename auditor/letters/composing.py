"""A draft becomes a letter. What is not filled in stays visible as a gap: [your name]."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.letters.fields import Fields, day, line, lines
from auditor.letters.grounds import Ground
from auditor.letters.library import (
    Addressee,
    Block,
    Deadline,
    Letter,
    Place,
    load_addressees,
    load_frame,
    load_letters,
    load_places,
)
from auditor.optout.controls import load_sources
from auditor.policy.vocabulary import CERTAINTIES, Certainty, Region
from auditor.policy.wording import CERTAINTY_NAMES
from auditor.report.wording import curly, date


class Draft(msgspec.Struct, frozen=True, omit_defaults=True):
    """A letter being written: ids of a letter and of an addressee that fit the region, and what the person gave.

    addressee  "" = the usual one
    """

    letter: str
    region: Region
    addressee: str = ""
    fields: Fields = Fields()
    grounds: tuple[Ground, ...] = ()


class Composed(msgspec.Struct, frozen=True):
    """A letter as it would be sent, in English, and what its sender should know.

    to         the addressee in one line, for the record of what was sent
    gaps       names of the fields that are still empty
    warnings   what is likely to make it fail; none of them stops anything
    notes      for the person, never sent
    """

    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    date: str
    subject: str
    salutation: str
    body: tuple[Block, ...]
    closing: str
    signature: tuple[str, ...]
    enclosures: tuple[str, ...]
    paper: str
    to: str
    gaps: tuple[str, ...]
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    language: str = "en"


def compose(draft: Draft) -> Composed:
    """KeyError where the draft names a letter, an addressee or a place that does not exist."""
    return _Composer(draft).letter()


def asked(draft: Draft) -> tuple[str, ...]:
    """The names of the fields that this letter says something of, in the order in which they are asked for."""
    letter = load_letters()[draft.letter]
    blank = msgspec.structs.replace(draft, fields=Fields(as_agent=draft.fields.as_agent), grounds=())
    names = {*compose(blank).gaps, *(["reasons"] if letter.grounds else []), *(["authority"] * letter.to_authority)}
    return tuple(name for name in load_frame().fields if name in names)


class _Composer:
    def __init__(self, draft: Draft) -> None:
        self._frame = load_frame()
        self._draft = draft
        self._fields = draft.fields
        self._letter: Letter = load_letters()[draft.letter]
        self._place: Place = load_places()[draft.region]
        usual = self._place.addressees(self._letter.party)[0]
        self._addressee: Addressee = load_addressees()[draft.addressee or usual]
        self._gaps: dict[str, None] = {}

    def letter(self) -> Composed:
        letter, fields = self._letter, self._fields
        sender, signature = self._agent() if fields.as_agent else self._person()
        addressee = self._authority() if letter.to_authority else self._addressee.lines
        return Composed(
            sender=sender,
            addressee=addressee,
            date=self._value("date"),
            subject=self._filled(letter.subject),
            salutation="To whom it may concern:" if letter.to_authority else self._addressee.salutation,
            body=self._body(),
            closing=self._place.closing,
            signature=signature,
            enclosures=self._enclosures(),
            paper=self._place.paper,
            to=addressee[0],
            gaps=tuple(self._gaps),
            warnings=self._warnings(),
            notes=self._notes(),
        )

    def _person(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The sender's lines and the signature of a letter that the person signs."""
        name = self._value("name")
        return (name, *self._values("address"), self._value("email")), (name,)

    def _agent(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        agent = self._value("agent_name")
        return (agent, *self._values("agent_address")), (self._filled(self._frame.words["agent_signature"]),)

    def _enclosures(self) -> tuple[str, ...]:
        enclosed = {"complaint_enclosure": self._letter.to_authority, "agent_enclosure": self._fields.as_agent}
        return tuple(self._filled(self._frame.words[id]) for id, so in enclosed.items() if so)

    def _authority(self) -> tuple[str, ...]:
        authority = line(self._fields.authority) or curly(self._place.authority)
        return (authority or self._value("authority"), *self._values("authority_address"))

    def _body(self) -> tuple[Block, ...]:
        reasons = self._reasons()
        body: list[Block] = [self._filled(self._frame.shared["agent"])] if self._fields.as_agent else []
        for block in self._letter.body:
            if isinstance(block, tuple):
                body.append(tuple(map(self._filled, block)))
            elif block == "{grounds}":
                body += reasons
            elif block != "@grounds" or reasons:
                body.append(self._filled(block))
        return tuple(body)

    def _reasons(self) -> tuple[str, ...]:
        """The person's own words as they paragraphed them, then what their figures and items say for it."""
        reasons = (*lines(self._fields.reasons), *(ground.sentence for ground in self._draft.grounds))
        return reasons or ((self._value("reasons"),) if self._letter.grounds == "needed" else ())

    def _warnings(self) -> tuple[str, ...]:
        sentences = self._frame.sentences
        if self._letter.grounds != "needed" or lines(self._fields.reasons):
            return ()
        if not self._draft.grounds:
            return (_(sentences["blanket"]),)
        return () if any(ground.quoted for ground in self._draft.grounds) else (_(sentences["figures_only"]),)

    def _notes(self) -> tuple[str, ...]:
        letter, sentences = self._letter, self._frame.sentences
        told = [_(sentences["notice"]), _(letter.hint)]
        if letter.to_authority:
            told.append(_("It goes to: {authority}").format(authority=_(self._place.authority_hint)))
        else:
            told += [_(note) for note in (self._addressee.send, *self._addressee.notes)]
            told.append(_("Form: {link}").format(link=self._addressee.link))
        told += [_(sentences[id]) for id in ("nothing_sent", "identity", "switches")]
        if self._fields.as_agent:
            told.append(_(sentences["mandate"]))
        told.append(self._time())
        if letter.basis:
            told.append(_(sentences["statute"]))
        told.append(
            _("Certainty: {certainty}. Checked on {date}. Sources: {sources}.").format(
                certainty=_(CERTAINTY_NAMES[self._certainty()]),
                date=date(letter.checked_on),
                sources="; ".join(load_sources()[key].title for key in self._sources()),
            )
        )
        return tuple(map(curly, told))

    def _time(self) -> str:
        reply = self._letter.reply
        if reply is None:
            return _(self._frame.sentences["no_deadline"])
        return _("Time limit: {time} ({rule}). {told}").format(
            time=_span(reply), rule=_(reply.rule), told=_(reply.told)
        )

    def _certainty(self) -> Certainty:
        """The lower of what is known of the right and of the address."""
        known = [self._letter.certainty, *([] if self._letter.to_authority else [self._addressee.certainty])]
        return min(known, key=CERTAINTIES.index)

    def _sources(self) -> list[str]:
        also = () if self._letter.to_authority else self._addressee.sources
        return list(dict.fromkeys((*self._letter.sources, *also)))

    def _filled(self, text: str) -> str:
        """Shared paragraphs put in, then every {name} by its value or a gap."""
        text = curly(_SHARED.sub(lambda match: self._frame.shared[match[1]], text))
        return _NAME.sub(lambda match: _stopped(self._value(match[1]), match[2]), text)

    def _value(self, name: str) -> str:
        """The value of a name in a letter, in one line."""
        if name == "law":
            return self._place.law
        if name == "company":
            return self._addressee.company
        if name == "complaint":
            return self._filled(self._place.complaint)
        return " ".join(self._values(name))

    def _values(self, name: str) -> tuple[str, ...]:
        """The lines of a field, or the gap it leaves."""
        value = getattr(self._fields, name)
        if isinstance(value, dt.date):
            return (day(value),)
        if value and (found := lines(value)):
            return found
        self._gaps[name] = None
        return (f"[{self._frame.fields[name].gap}]",)


_SHARED = re.compile(r"@([a-z_]+)")
_NAME = re.compile(r"\{([a-z_]+)\}(\.?)")


def _stopped(value: str, stop: str) -> str:
    """A value and the full stop after it, which "X Corp." already has."""
    return value if value.endswith(".") else value + stop


def _span(reply: Deadline) -> str:
    n = reply.length
    if reply.unit == "month":
        return ngettext("{n} month", "{n} months", n).format(n=n)
    if reply.unit == "business-day":
        return ngettext("{n} business day", "{n} business days", n).format(n=n)
    return ngettext("{n} day", "{n} days", n).format(n=n)
