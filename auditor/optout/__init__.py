"""What a person can do about it: the documented controls (data), the guide that orders them for one person, and the
record of what that person says they did."""

from __future__ import annotations

from auditor.optout.controls import load_controls
from auditor.optout.guide import LeftOut, Progress, Step, at_level, left_out, plan, progress
from auditor.optout.record import GuideRecord, Proof, StepRecord
from auditor.optout.records import Control
from auditor.optout.shown import Shown

__all__ = [
    "Control",
    "GuideRecord",
    "LeftOut",
    "Progress",
    "Proof",
    "Shown",
    "Step",
    "StepRecord",
    "at_level",
    "left_out",
    "load_controls",
    "plan",
    "progress",
]
