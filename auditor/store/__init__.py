"""The encrypted database of one audit: the only place that knows SQL. Rows carry no verdicts."""

from auditor.store.audit_store import AuditStore, Conversation, Rank

__all__ = ["AuditStore", "Conversation", "Rank"]
