"""The encrypted database of one audit: the only place that knows SQL. Rows carry no verdicts.

The names stand here for everyone to import, and are looked up when they are first used: a process that only builds an
index needs none of what they need.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auditor.store.audit_store import AuditStore, Conversation, Rank
    from auditor.store.columns import MILLISECONDS_A_DAY, UNDATED, Columns, Names, Rows
    from auditor.store.word_index import Term

__all__ = ["MILLISECONDS_A_DAY", "UNDATED", "AuditStore", "Columns", "Conversation", "Names", "Rank", "Rows", "Term"]

_PLACES = ("audit_store", "columns", "word_index")


def __getattr__(name: str) -> Any:
    if name in __all__:
        for place in _PLACES:
            module = importlib.import_module(f"auditor.store.{place}")
            if name in vars(module):
                return vars(module)[name]
    raise AttributeError(name)
