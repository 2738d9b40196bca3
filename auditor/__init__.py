"""Everything Outtake knows and does without a screen: no Qt, no printing, usable as a library."""

__version__ = "0.1.0"
