"""Kill Outtake at any moment and look at what is left.

`python -m tests.auditor.store.killing 500` ends a reading without warning at that many random moments, then each thing
a shelf can do at every single line of its code, and says what was found. `test_killed.py` does the same in small.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from auditor import secrets
from auditor.archive.facts import ArchiveFacts
from auditor.archive.items import Item
from auditor.archive.packed import pack
from auditor.demo import write_archive
from auditor.errors import CannotOpenAudit
from auditor.store import AuditStore
from auditor.store.shelf import Shelf

KEY = bytes(range(32))
PLANTED = "zanzibarquince"
PASSPHRASE = "correct horse battery"
ITEMS = 60
READ = """
import sys
from pathlib import Path
from auditor.audit import audit, opened
from auditor.processes import Workers
from auditor.store.shelf import Shelf

if __name__ == "__main__":
    folder, archive = map(Path, sys.argv[1:])
    shelf = Shelf.open(folder / "audits", bytes(range(32)))
    print("begun", flush=True)
    draft = shelf.begin()
    with Workers(1) as workers, opened([archive]) as [download]:
        audit(download, draft.store, workers=workers)
    shelf.keep(draft, [archive])
    draft.store.index()
    draft.store.close()
    shelf.close()
"""


def planted_archive(path: Path, items: int) -> None:
    """An archive in which every text holds a word that stands nowhere else."""
    write_archive(path, scale=items, layout="folder")
    for file in (path / "data").glob("*.js"):
        text = re.sub(r'("(?:full_?[tT]ext|text|message)" : ")', rf"\1{PLANTED} ", file.read_text("utf-8"))
        file.write_text(text, "utf-8")


def readable(folder: Path) -> list[str]:
    """The files below the folder in which the planted word stands, in any encoding it may have been written in."""
    forms = [PLANTED.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files if any(form in path.read_bytes() for form in forms)]


class Reader:
    """A process that reads the archive into a shelf, in a folder where everything it writes can be searched."""

    def __init__(self, folder: Path, archive: Path) -> None:
        self.folder = folder
        places = {name: str(folder / "rest") for name in ("HOME", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME")}
        (folder / "rest").mkdir()
        script = folder.parent / "read.py"
        script.write_text(READ)
        self._process = subprocess.Popen(
            [sys.executable, str(script), str(folder), str(archive)],
            env=os.environ | places | {"PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        assert self._process.stdout is not None
        with self._process.stdout as said:
            said.readline()  # it begins

    def finish(self) -> float:
        """Let it read to the end; the seconds it took."""
        began = time.monotonic()
        assert self._process.wait() == 0
        return time.monotonic() - began

    def kill(self) -> bool:
        """End it now; whether it was still at work."""
        running = self._process.poll() is None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        return running


def kill_readings(folder: Path, times: int, seed: int = 1, items: int = 1_500) -> Counter[str]:
    """What became of so many readings that were killed. Raises AssertionError for what must not be."""
    archive = folder / "archive"
    planted_archive(archive, items)
    (folder / "whole").mkdir()
    whole = Reader(folder / "whole", archive).finish()
    with contextlib.closing(Shelf.open(folder / "whole" / "audits", KEY)) as shelf:
        [card] = shelf.cards()
        expected = card.items
        with shelf.open_audit(card.id) as store:
            assert any(PLANTED in (item.text or "") for item in store.fetch(store.rows()))
    chance = random.Random(seed)
    outcomes: Counter[str] = Counter()
    for number in range(times):
        place = folder / f"killed {number}"
        place.mkdir()
        reader = Reader(place, archive)
        time.sleep(chance.uniform(0, whole))
        running = reader.kill()
        assert not readable(place), "user text lies about"
        with contextlib.closing(Shelf.open(place / "audits", KEY)) as shelf:
            cards, told = shelf.cards(), shelf.cut_off
            assert len(list(shelf.folder.glob("*.outtake"))) == len(cards)
            assert not shelf.strangers()
            for card in cards:
                with shelf.open_audit(card.id) as store:
                    assert card.items == store.count() == expected
                    store.index()  # goes on where it was cut off
                    assert store.tally()
            outcomes["whole" if cards else "gone, and told" if told else "not begun"] += 1
            outcomes["killed at work"] += running
            assert bool(cards) + sum(told.values()) <= 1
        shutil.rmtree(place)
    return outcomes


# --- every line ------------------------------------------------------------------------------------------------------


def filled(store: AuditStore) -> None:
    store.put_facts(ArchiveFacts((), "f00d", "2026-07"))
    store.add(pack([Item("posts", "tweets", str(n), text=f"{PLANTED} {n}") for n in range(ITEMS)]))
    store.finish()


def keep(shelf: Shelf) -> None:
    draft = shelf.begin()
    filled(draft.store)
    shelf.keep(draft)
    draft.store.close()


def adopt(shelf: Shelf) -> None:
    with AuditStore.temporary() as store:
        filled(store)
        shelf.adopt(store, passphrase=PASSPHRASE)


def _first(shelf: Shelf) -> str:
    return shelf.cards()[0].id


ACTS: dict[str, tuple[bool, Callable[[Shelf], Any]]] = {
    "keep": (False, keep),
    "adopt": (False, adopt),
    "rename": (True, lambda shelf: shelf.rename(_first(shelf), "new")),
    "delete": (True, lambda shelf: shelf.delete(_first(shelf))),
    "set passphrase": (True, lambda shelf: shelf.set_passphrase(_first(shelf), PASSPHRASE)),
    "export": (True, lambda shelf: shelf.export(_first(shelf), shelf.folder.parent / "copy", PASSPHRASE)),
    "import": (True, lambda shelf: shelf.import_audit(shelf.folder.parent / "exported", PASSPHRASE)),
    "wipe": (True, lambda shelf: shelf.wipe()),
}
"""Name -> (whether there is an audit before, what is done)."""


WATCHED = tuple(f"/auditor/store/{name}.py" for name in ("shelf", "cards", "exported", "database", "connections"))


def kill_at_line(line: int, folder: Path, act: Callable[[Shelf], Any]) -> bool:
    """Do it in a process that ends without warning at this line of the shelf's code; False if it never came so far."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    left = line

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal left
        if not frame.f_code.co_filename.endswith(WATCHED):
            return None
        if event == "line":
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)
    shelf = Shelf.open(folder, KEY)
    act(shelf)
    os._exit(0)


def kill_at_lines(folder: Path, stride: int) -> dict[str, Counter[str]]:
    """Each act, killed at each line (or one in so many): what was found then."""
    secrets.SCRYPT.update(n=2**4)
    with contextlib.closing(Shelf.open(folder / "one", KEY)) as shelf:
        keep(shelf)
        shelf.export(_first(shelf), folder / "exported", PASSPHRASE)
    found = {}
    for name, (one, act) in ACTS.items():
        outcomes: Counter[str] = Counter()
        line, at_work = 0, True
        while at_work:
            place = folder / "place"
            if one:
                shutil.copytree(folder / "one", place)
            at_work = kill_at_line(line, place, act)
            assert not readable(folder)
            outcomes[_state(place)] += 1
            shutil.rmtree(place, ignore_errors=True)
            line += stride
        found[name] = outcomes
    return found


def _state(folder: Path) -> str:
    """What the next start finds, in words. Raises AssertionError for an audit that does not open."""
    with contextlib.closing(Shelf.open(folder, KEY)) as shelf:
        cards = shelf.cards()
        for card in cards:
            with shelf.open_audit(card.id, PASSPHRASE if card.own_passphrase else None) as store:
                assert store.count() == card.items == ITEMS
                assert len(store.fetch(store.rows())) == ITEMS
            if card.own_passphrase:
                with contextlib.suppress(CannotOpenAudit):
                    shelf.open_audit(card.id)
                    raise AssertionError
        assert len(list(folder.glob("*.outtake"))) == len(cards)
        assert not list(folder.glob("*.part*"))
        kinds = sorted("own passphrase" if card.own_passphrase else card.label or "whole" for card in cards)
        return ", ".join(kinds or ["none"]) + (f"; told of: {', '.join(shelf.cut_off)}" if shelf.cut_off else "")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        stride = int(sys.argv[2]) if len(sys.argv) > 2 else 1
        if times := int(sys.argv[1]):
            (place / "readings").mkdir()
            sys.stdout.write(json.dumps(kill_readings(place / "readings", times, items=6_000)) + "\n")
        if stride:
            for act, outcomes in kill_at_lines(place / "lines", stride).items():
                sys.stdout.write(json.dumps({act: outcomes}) + "\n")
