"""How fast an audit of a million items is opened and searched, beside plain SQLite and grep over the same texts.

    python -m bench.searching ARCHIVE

Prints a JSON object: name -> milliseconds, medians of several.
"""

from __future__ import annotations

import functools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import apsw

from auditor.audit import audit, opened
from auditor.overview import overview
from auditor.policy.pack import load_pack
from auditor.policy.situation import Situation
from auditor.search.finder import Finder
from auditor.search.query import Query, parse
from auditor.store import AuditStore, Rows

KEY = b"k" * 32
RUNS = 5
QUERIES = {
    "two letters": "th",
    "one CJK character": "海",
    "a common word": "the",
    "a rare word": "tide",
    "a phrase": '"tide clock"',
    "word and filters": "blue year:2020 category:posts",
    "filters alone": "from:2019..2021 has:media",
    "everything": "",
}
WORDS = {"two letters": "th*", "a common word": "the", "a rare word": "tide", "a phrase": '"tide clock"'}


def main(archive: Path) -> None:
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "audit.outtake"
        with opened([archive]) as [download], AuditStore.create(path, KEY) as store:
            audit(download, store)
            store.make_durable()
            store.index()
            found["items"] = store.count()
        found["opening with all figures"] = median(lambda: figures(path))
        with AuditStore.open(path, KEY) as store:
            found |= ours(store)
            texts = [(item.text or "", item.made_at) for rows in pieces(store) for item in store.fetch(rows)]
        found |= sqlite(Path(folder) / "plain.db", texts)
        found |= grep(Path(folder) / "texts.txt", texts)
    sys.stdout.write(json.dumps(found))


def median(work: Callable[[], object]) -> float:
    def once() -> float:
        begun = time.perf_counter()
        work()
        return (time.perf_counter() - begun) * 1000

    return statistics.median(once() for _ in range(RUNS))


def figures(path: Path) -> None:
    with AuditStore.open(path, KEY) as store:
        overview(load_pack(), Situation(), store.tally(), store.present())


def pieces(store: AuditStore, size: int = 10_000) -> list[list[int]]:
    rows = store.rows().tolist()
    return [rows[at : at + size] for at in range(0, len(rows), size)]


def ours(store: AuditStore) -> dict[str, float]:
    """To the first page with its items, and to all counts and the order of everything found."""
    finder = Finder(store, load_pack(), store.tally())
    finder.find(parse("the"), Situation())  # what is worked out once for an audit
    found = {}
    for name, text in QUERIES.items():
        firsts: list[float] = []
        found[f"{name}: all counts"] = median(functools.partial(search, store, finder, parse(text), firsts))
        found[f"{name}: first page"] = statistics.median(firsts)
    return found


def search(store: AuditStore, finder: Finder, query: Query, firsts: list[float]) -> None:
    begun = time.perf_counter()
    seen: list[float] = []

    def first(rows: Rows) -> None:
        store.fetch(rows[:50])
        seen.append((time.perf_counter() - begun) * 1000)

    rows = finder.find(query, Situation(), first=first).rows
    if not seen:
        first(rows)
    firsts.append(seen[0])


def sqlite(path: Path, texts: list[tuple[str, int | None]]) -> dict[str, float]:
    """The newest fifty and the number of all, from an index of SQLite as it comes, not encrypted."""
    connection = apsw.Connection(str(path))
    connection.execute("create table item(row integer primary key, text, made_at)")
    connection.execute("create virtual table words using fts5(text, content='item', content_rowid='row')")
    with connection:
        connection.executemany("insert into item(text, made_at) values(?, ?)", texts)
        connection.execute("insert into words(words) values('rebuild')")

    def ask(words: str) -> None:
        matching = "from words join item on item.row = words.rowid where words match ?"
        connection.execute(f"select item.text {matching} order by made_at desc limit 50", (words,)).fetchall()
        connection.execute("select count(*) from words where words match ?", (words,)).fetchall()

    found = {f"{name}: plain SQLite": median(functools.partial(ask, words)) for name, words in WORDS.items()}
    connection.close()
    return found


def grep(path: Path, texts: list[tuple[str, int | None]]) -> dict[str, float]:
    path.write_text("\n".join(text.replace("\n", " ") for text, _ in texts), "utf-8")

    def ask(words: str) -> None:
        subprocess.run(["grep", "-aciwF", words.strip('"*'), str(path)], capture_output=True, check=False)

    whole = {name: words for name, words in WORDS.items() if "*" not in words}
    return {f"{name}: grep": median(functools.partial(ask, words)) for name, words in whole.items()}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
