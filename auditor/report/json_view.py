"""report.json and its published schema."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from auditor.report.model import Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def to_json(report: Report) -> bytes:
    """Indented UTF-8 with a newline at the end; the same report always gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"


def schema() -> dict[str, Any]:
    """The JSON Schema that every report, full or redacted, satisfies."""
    return {"$schema": DIALECT, "title": "Outtake report, version 1", **msgspec.json.schema(Report)}


def schema_text() -> str:
    """The schema as it is published in resources/report.schema.json."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
