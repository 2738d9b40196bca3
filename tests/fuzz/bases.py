"""The whole archives that are then damaged: small ones of every generation, and the exports people bring along."""

from __future__ import annotations

import functools
import json
import tempfile
import zipfile
from pathlib import Path

from auditor.demo.archive import write_archive
from auditor.demo.generations import MADE_ON, OLDER_MADE_ON
from auditor.demo.scale import Scale

GENERATIONS = (*OLDER_MADE_ON, *MADE_ON)
TINY = Scale(
    posts=6,
    likes=3,
    messages=8,
    group_messages=4,
    grok=4,
    ads=4,
    contacts=2,
    followers=2,
    following=2,
    logins=2,
    comments=2,
)
_FEW_OF_EACH = 3
"""Files of one folder that are kept: X's own viewer alone has thousands."""

Files = dict[str, bytes]


@functools.cache
def archive(generation: str) -> Files:
    """Path -> content of a small archive."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.zip"
        write_archive(path, scale=TINY, generation=generation)
        with zipfile.ZipFile(path) as made:
            kept: Files = {}
            seen: dict[str, int] = {}
            for info in made.infolist():
                place = info.filename.rpartition("/")[0]
                seen[place] = seen.get(place, 0) + 1
                if info.filename.endswith((".js", ".csv")) or seen[place] <= _FEW_OF_EACH:
                    kept[info.filename] = made.read(info)
    return kept


_POST = 1_900_000_000_000_000_000


def exports() -> dict[str, Files]:
    """The kind of an export -> the files by name."""
    posts = [
        {
            "id": str(_POST + n),
            "created_at": "2025-03-02 08:09:10 +01:00",
            "full_text": f'post {n}, with "quotes" &amp; more',
            "screen_name": f"someone_{n}",
            "media_tags": [],
            "bookmarked": True,
            "url": f"https://x.com/someone_{n}/status/{_POST + n}",
        }
        for n in range(5)
    ]
    header = "Tweet Date,Posted By,Twitter Handle,Tweet URL,Content,Tags\n"
    lines = (
        f'"02:51 PM, May 01, 2024",N,@n{n},https://twitter.com/n/status/{_POST + n},"a, ""b""\nc",x\n' for n in range(5)
    )
    chat = {
        "conversation": {"id": "c", "title": "t"},
        "responses": [
            {"response": {"_id": f"r{n}", "sender": sender, "message": "hello", "create_time": time}}
            for n, (sender, time) in enumerate(
                [("human", {"$date": {"$numberLong": "1760000000000"}}), ("ASSISTANT", "2025-10-09T08:53:20.000Z")]
            )
        ],
    }
    return {
        "bookmarks_export": {
            "flat.json": json.dumps(posts, indent=2).encode(),
            "lines.jsonl": "\n".join(map(json.dumps, posts)).encode(),
            "pages.json": json.dumps({"includes": {"users": []}, "data": posts, "meta": {}}).encode(),
            "table.csv": ("\ufeff" + header + "".join(lines)).encode(),
        },
        "grok_export": {"prod-grok-backend.json": json.dumps({"conversations": [chat, chat], "tasks": []}).encode()},
    }
