"""What a person can do about it: the documented controls (data) and the guide that orders them for one person."""

from __future__ import annotations

from auditor.optout.controls import Control, load_controls
from auditor.optout.guide import LeftOut, Step, left_out, plan

__all__ = ["Control", "LeftOut", "Step", "left_out", "load_controls", "plan"]
