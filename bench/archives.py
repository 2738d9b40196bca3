"""Archives of the project's own generator in fixed sizes, made once and kept in a cache folder."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import msgspec

import auditor.demo
from auditor.demo.archive import write_archive
from auditor.demo.scale import Scale

CACHE = Path(tempfile.gettempdir()) / "outtake-bench"
GENERATION = "2026-07"
HUNDREDTH = Scale(
    posts=1_000,
    likes=2_000,
    messages=450,
    group_messages=100,
    grok=50,
    ads=600,
    contacts=50,
    followers=500,
    following=200,
    logins=20,
    comments=20,
)
"""A hundredth of M. Likes are twice the posts, messages half of them."""
SIZES = {"S": 5, "M": 100, "million": 184, "L": 500}
"""S has about 27,000 items and 21 MB of JSON, M 545,000 and 425 MB, L 2.7 million and 2.1 GB."""


def archive(size: str) -> Path:
    """The zip of that size; making L takes five minutes."""
    path = CACHE / f"{size}-{_generator()}.zip"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        print(f"making {path} ...", flush=True)
        unfinished = path.with_suffix(".part")
        values = {name: number * SIZES[size] for name, number in msgspec.structs.asdict(HUNDREDTH).items()}
        write_archive(unfinished, scale=Scale(**values), generation=GENERATION)
        unfinished.replace(path)
    return path


def _generator() -> str:
    """Changes with whatever the archives are made by."""
    digest = hashlib.sha256(repr((HUNDREDTH, GENERATION)).encode())
    for folder in auditor.demo.__path__:
        for source in sorted(Path(folder).glob("*.py")):
            digest.update(source.read_bytes())
    return digest.hexdigest()[:12]
