"""The encrypted database of one audit: the only place that knows SQL. Rows carry no verdicts."""

from auditor.store.audit_store import AuditStore, Conversation, Names, Rank
from auditor.store.columns import MILLISECONDS_A_DAY, UNDATED, Columns, Rows
from auditor.store.word_index import Term

__all__ = ["MILLISECONDS_A_DAY", "UNDATED", "AuditStore", "Columns", "Conversation", "Names", "Rank", "Rows", "Term"]
