"""How much of anything is believed. Each figure lies far above what X writes; docs/limits.md gives the reasons.

What goes beyond is left unread and named in the receipt; the rest of the archive is read.
"""

from __future__ import annotations

MEMBERS = 500_000
"""Files in one zip or folder."""

DIRECTORY_BYTES = 256 * 1024 * 1024
"""The table of contents of one zip."""

NAME_BYTES = 4096
"""The name of one file, with its folders."""

FILE_BYTES = 2 * 1024 * 1024 * 1024
"""One data file, unpacked."""

RATIO = 100
"""Unpacked bytes for each stored one, once RATIO_FROM bytes have come."""

RATIO_FROM = 4 * 1024 * 1024

RECORD_BYTES = 24 * 1024 * 1024
"""One record, as text."""

MENDED_BYTES = 4 * 1024 * 1024
"""One record that is not JSON and is read as a person may have typed it."""

DEPTH = 200
"""Brackets within brackets."""

SILENCE = 120.0
"""Seconds without a word from a process that reads: it is ended and its file given up."""
