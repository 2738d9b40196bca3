"""The figures without what is someone else's: no control of this person reaches that."""

from __future__ import annotations

from auditor.archive.items import Trait
from auditor.overview import Overview, overview
from gui.session import Session


class OwnFigures:
    """Worked out once for each state of the session's own figures."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: tuple[Overview, Overview] | None = None

    def overview(self) -> Overview | None:
        """None without an audit."""
        audit, seen = self._session.audit, self._session.overview()
        if audit is None or seen is None:
            return None
        if self._known is None or self._known[0] is not seen:
            mine = [group for group in self._session.cases() if not group.traits & Trait.NOT_MINE]
            own = overview(self._session.pack, self._session.situation, mine, audit.present)
            self._known = seen, own
        return self._known[1]
