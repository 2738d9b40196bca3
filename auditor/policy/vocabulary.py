"""The only words a verdict may use."""

from __future__ import annotations

from typing import Literal, get_args

Audience = Literal["grok", "collaborators"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)

GrokVerdict = Literal["stated", "implied", "unclear", "not-listed", "opted-out", "stated-excluded", "not-applicable"]
CollaboratorVerdict = Literal["open-public", "open", "open-narrow", "not-applicable"]
Verdict = Literal[
    "stated",
    "implied",
    "unclear",
    "not-listed",
    "opted-out",
    "stated-excluded",
    "open-public",
    "open",
    "open-narrow",
    "not-applicable",
]

GROK_VERDICTS: tuple[GrokVerdict, ...] = get_args(GrokVerdict)
"""In the order in which they are always shown."""
COLLABORATOR_VERDICTS: tuple[CollaboratorVerdict, ...] = get_args(CollaboratorVerdict)

Certainty = Literal["low", "low-medium", "medium", "medium-high", "high"]
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
"""From the lowest up."""
Region = Literal["eu", "uk", "ch", "us", "us-ca", "br", "ca", "other"]
REGIONS: tuple[Region, ...] = get_args(Region)

TRAINING_SWITCH = "x.grok.training"
"""The only control whose report can make a verdict `opted-out`."""
