"""What the person told us about themselves. Every answer may be missing; "unknown" is a value everywhere."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from auditor.policy.vocabulary import Region

SITUATION = "situation"
"""The name under which an audit keeps it."""


class ReportedControl(msgspec.Struct, frozen=True):
    """A switch the person says is set as advised. No archive can show it: it is always "you told us"."""

    id: str
    state: Literal["off"]
    reported_on: dt.date


class Situation(msgspec.Struct, frozen=True, omit_defaults=True):
    """protected: "never", or the first day since which posts have been protected without a break."""

    region: Region | None = None
    protected: dt.date | Literal["never"] | None = None
    under_18: bool | None = None
    controls: tuple[ReportedControl, ...] = ()

    def reported(self, control: str) -> dt.date | None:
        """The day the person gave for this control, None if they said nothing about it."""
        return next((c.reported_on for c in self.controls if c.id == control), None)


class SituationRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """A situation as it is kept; `protected` is "never", a date as in 2026-11-21, or ""."""

    region: Region | None = None
    protected: str = ""
    under_18: bool | None = None
    controls: tuple[ReportedControl, ...] = ()

    @classmethod
    def of(cls, situation: Situation) -> SituationRecord:
        protected = situation.protected or ""
        return cls(situation.region, str(protected), situation.under_18, situation.controls)

    def situation(self) -> Situation:
        protected: dt.date | Literal["never"] | None = None
        if self.protected:
            protected = "never" if self.protected == "never" else dt.date.fromisoformat(self.protected)
        return Situation(self.region, protected, self.under_18, self.controls)
