"""Every way an audit can be refused, each with a sentence for the person and an exit code for a script.

OuttakeError
├── UsageError            2    the command or an option makes no sense
├── NotAnArchive          3    what was given is not an X archive, or unreadable as a whole
├── ArchiveChanged        3    it was edited, moved or unplugged while it was read
├── CannotWrite           4    a report cannot be saved, or an audit kept, where it was asked for
├── CannotOpenAudit       3    an audit that was kept is damaged, gone, in use, or of a newer Outtake
│   └── WrongKey          3    its key or passphrase is not the right one
├── NoKeyring             4    the system keeps no secrets for us, or will not just now
└── Cancelled           130    the person pressed Cancel or Ctrl+C
"""

from __future__ import annotations


class OuttakeError(Exception):
    """What happened (`title`) and what to do next (`advice`): one sentence each, never with text from an archive."""

    exit_code = 1

    def __init__(self, title: str, advice: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.title} {self.advice}".strip()


class UsageError(OuttakeError):
    exit_code = 2


class NotAnArchive(OuttakeError):
    exit_code = 3


class ArchiveChanged(OuttakeError):
    exit_code = 3

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} changed or went away while it was read.",
            "Nothing was kept. Leave it where it is and try again.",
        )


class CannotWrite(OuttakeError):
    exit_code = 4


class CannotOpenAudit(OuttakeError):
    exit_code = 3


class WrongKey(CannotOpenAudit):
    pass


class NoKeyring(OuttakeError):
    exit_code = 4


class Cancelled(OuttakeError):
    exit_code = 130

    def __init__(self) -> None:
        super().__init__("Cancelled.", "Nothing was kept.")
