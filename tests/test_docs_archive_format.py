"""docs/archive-format.md says what the table of kinds says.

After a change of the table: .venv/bin/python -m tests.test_docs_archive_format
"""

from __future__ import annotations

import re
from pathlib import Path

from auditor.archive.imports import bookmarks
from auditor.archive.kinds import Kind, kinds, media_folders

PAGE = Path(__file__).parent.parent / "docs" / "archive-format.md"
TABLES_OF_CONTENTS = {"manifest.js", "tweet_index.js", "payload_details.js", "user_details.js", "YYYY_MM.js"}
"""What is no data file, or not called by the name of its kind."""
START, END = "<!-- kinds -->\n", "<!-- end of kinds -->"


def table() -> str:
    head = "| kind | file | older names | key | media | counts as |\n|---|---|---|---|---|---|\n"
    return head + "".join(map(_row, kinds().values()))


def _row(kind: Kind) -> str:
    def listed(names: tuple[str, ...]) -> str:
        return ", ".join(f"`{name}`" for name in names)

    cells = (
        f"`{kind.name}`",
        f"`{kind.file}`" if kind.file else "brought along",
        listed(kind.older),
        listed(kind.wrappers) or "–",
        listed(kind.media),
        ", ".join(kind.categories) or f"nothing. {kind.reason}",
    )
    return "| " + " | ".join(cells).replace("  ", " ") + " |\n"


def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_every_kind_stands_in_the_page_as_the_table_has_it() -> None:
    shown = page().partition(START)[2].partition(END)[0]
    assert shown.splitlines() == table().splitlines()


def test_every_file_the_page_speaks_of_is_known() -> None:
    names = {
        file
        for kind in kinds().values()
        for file in (kind.file, *(f"{older}.js".replace("_", "-") for older in kind.older))
    }
    stems = {re.sub(r"-part\d+", "", name.rpartition("/")[2]) for name in re.findall(r"`([\w/-]+\.js)`", page())}
    assert stems - names - TABLES_OF_CONTENTS == set()


def test_every_folder_of_media_is_shown() -> None:
    assert {folder for folder in media_folders() if f"`{folder}`" not in page()} == set()


def test_every_name_that_a_column_of_bookmarks_may_have_is_told() -> None:
    told = {"".join(filter(str.isalnum, name)).lower() for name in re.findall(r"`([\w ]+)`", page())}
    assert {
        *bookmarks.ADDRESS,
        *bookmarks.ID,
        *bookmarks.TEXT,
        *bookmarks.AUTHOR,
        *bookmarks.DATE,
        *bookmarks.FOLDER,
    } <= told


if __name__ == "__main__":
    before, rest = page().split(START)
    PAGE.write_text(before + START + table() + END + rest.partition(END)[2], encoding="utf-8")
