"""What is known of an archive as a whole, before any item is counted."""

from __future__ import annotations

import msgspec

from auditor.archive.media import MediaFolder


class Account(msgspec.Struct, frozen=True, omit_defaults=True):
    """The owner. `created_at` in milliseconds since 1970 UTC."""

    id: str | None = None
    username: str | None = None
    display_name: str | None = None
    created_at: int | None = None


class SourceFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """One zip or folder as it was given. `bytes` of a folder are the sum of its files."""

    name: str
    bytes: int
    sha256: str | None = None


class ArchiveFacts(msgspec.Struct, frozen=True, omit_defaults=True):
    """generated_at        milliseconds since 1970 UTC, from the manifest
    fingerprint         hex; over the manifest and the names, sizes and checksums of all members
    media               one entry for each folder of photos and films
    protected_changes   (milliseconds, X's word: "Protect" or "Unprotect"), oldest first; X keeps six months
    """

    files: tuple[SourceFile, ...]
    fingerprint: str
    generation: str
    generated_at: int | None = None
    account: Account = Account()
    media: tuple[MediaFolder, ...] = ()
    protected_changes: tuple[tuple[int, str], ...] = ()
