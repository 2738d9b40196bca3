"""What a thing that is no archive of X seems to be, so that the refusal helps."""

from __future__ import annotations

import re
from collections.abc import Collection

from auditor.errors import NotAnArchive

_CHOOSE = "Choose the .zip file that X gave you, or the folder it was unpacked into."
_OTHERS = {
    "Facebook or Instagram": r"(^|/)(your_facebook_activity|your_instagram_activity|personal_information)/",
    "Google": r"(^|/)Takeout/",
    "Mastodon": r"(^|/)(outbox|actor)\.json$",
    "TikTok": r"(^|/)user_data(_tiktok)?\.json$",
    "LinkedIn": r"(^|/)Connections\.csv$",
    "Reddit": r"(^|/)(comment|post)_headers\.csv$",
    "ChatGPT": r"(^|/)conversations\.json$",
}


def not_an_archive(name: str, paths: Collection[str]) -> NotAnArchive:
    """The refusal of a zip or folder by its name and the paths in it."""

    def holds(pattern: str) -> bool:
        return any(re.search(pattern, path) for path in paths)

    if not paths:
        return NotAnArchive(f"{name} is empty.", _CHOOSE)
    if holds(r"(^|/)twitter-\d{4}-\d\d-\d\d-[^/]*\.zip$"):
        return NotAnArchive(f"{name} holds the zip file of an archive.", "Choose that zip file itself.")
    if holds(r"saved_resource\.html$|_files/"):
        return NotAnArchive(
            f"{name} is a saved web page, not an archive.",
            "Ask X for your archive under Settings, Your account, Download an archive of your data.",
        )
    for network, pattern in _OTHERS.items():
        if holds(pattern):
            return NotAnArchive(f"{name} looks like an export from {network}, not from X.", _CHOOSE)
    return NotAnArchive(f"{name} holds no data file of X.", _CHOOSE)
