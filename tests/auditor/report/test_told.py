"""What the person told the guide is in the report, and leaves it where the report is to be shared."""

from __future__ import annotations

import datetime as dt
import json

from auditor.optout.controls import load_controls
from auditor.optout.record import GUIDE, Proof, add_proof, begin, mark_done, tell_use
from auditor.policy.pack import load_pack
from auditor.policy.situation import Situation
from auditor.report.formats import documents
from auditor.report.json_view import to_json
from auditor.store import AuditStore
from tests.auditor.report.helpers import Editions

DAY = dt.date(2026, 11, 20)
TRAINING = "x.grok.training"


def test_a_proof_is_named_by_its_hash_and_in_a_redacted_report_not_at_all(store: AuditStore, edition: Editions) -> None:
    record = mark_done(begin(), load_controls()[TRAINING], DAY, load_pack(), DAY)
    first, last = (store.put_proof(picture, "image/png", DAY) for picture in (b"one", b"two"))
    for name in (first, last):
        record = add_proof(record, TRAINING, Proof(name, "image/png", DAY))
    store.remember(GUIDE, record)
    steps = {step["id"]: step for step in json.loads(to_json(edition().report))["steps"]}
    assert steps[TRAINING]["proof_sha256"] == last
    assert "proof_sha256" not in steps["x.partners"]
    assert last.encode() not in to_json(edition(redacted=True).report)


def test_who_never_used_grok_gets_no_step_for_it_in_any_format(store: AuditStore, edition: Editions) -> None:
    store.remember(GUIDE, tell_use(begin(), "grok_com", DAY, used=False))
    shown = edition(Situation(region="eu"))
    without = {step.id for step in shown.report.steps}
    store.remember(GUIDE, begin())
    everything = {step.id for step in edition(Situation(region="eu")).report.steps}
    assert {"g.improve", "g.memory", "g.delete"} <= everything - without
    page = documents(shown, ["html"])["report.html"].decode()
    assert 'id="step-g.improve"' not in page
    assert "x.partners" in page
