"""Adding up counts of which some may say no more than "fewer than five"."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.i18n import gettext as _
from auditor.report import wording
from auditor.report.model import Count


class AtLeast(int):
    """A sum with a veiled part, which says so wherever it is written."""

    def __format__(self, spec: str) -> str:
        return _("at least {n}").format(n=format(int(self), spec))


def sum_of(counts: Iterable[Count]) -> int:
    known, exact = wording.total(counts)
    return known if exact else AtLeast(known)
