"""Check the policy pack: its form, what it refers to, and that every quote is letter for letter.

    make check-policy                             form and references; quotes against their recorded hashes
    make check-policy TEXTS=folder                quotes against stored copies of X's and xAI's texts, too
    make check-policy TEXTS=folder RECORD=yes     and write the hashes anew

The texts are not part of Outtake: they are X's and xAI's. sources.toml names the files the folder should hold.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import jsonschema
import msgspec

from auditor.policy.pack import FILES, read_pack
from auditor.policy.proof import QUOTES, Recorded, prove, record, recorded_quotes
from auditor.policy.records import Pack
from auditor.policy.schema import schema, schema_text

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "policy"
PUBLISHED = ROOT / "resources" / "policy.schema.json"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", nargs="?", type=Path, help="folder of stored copies")
    parser.add_argument("--record", action="store_true", help="write the hashes and the published schema anew")
    options = parser.parse_args()
    if options.record and options.texts is None:
        parser.error("hashes are only recorded for quotes that were looked up: name a folder of texts")
    if options.record:
        PUBLISHED.write_text(schema_text(), encoding="utf-8")
    tables = {name: tomllib.loads((FOLDER / name).read_text(encoding="utf-8")) for name in FILES}
    try:
        pack = read_pack(tables)
    except (ValueError, KeyError) as error:
        return _refuse([f"{error}"])
    texts = _texts(options.texts)
    if options.record:
        anew = record(pack, texts)
        proof = prove(pack, msgspec.convert(tomllib.loads(anew), dict[str, Recorded]), texts)
        if proof.faults:
            return _refuse([*proof.faults, "Nothing was recorded."])
        (FOLDER / QUOTES).write_text(anew, encoding="utf-8")
    faults = _form(tables)
    if faults:
        return _refuse(faults)
    return _quotes(pack, texts, with_texts=options.texts is not None)


def _texts(folder: Path | None) -> dict[str, str]:
    if folder is None:
        return {}
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()) if path.is_file()}


def _form(tables: dict[str, dict[str, Any]]) -> list[str]:
    """What the published schema says against the files."""
    if PUBLISHED.read_text(encoding="utf-8") != schema_text():
        return ["resources/policy.schema.json is not the schema of the record types: run with --record"]
    quotes = tomllib.loads((FOLDER / QUOTES).read_text(encoding="utf-8"))
    whole = json.loads(json.dumps({**tables, QUOTES: quotes}, default=str))
    checker = jsonschema.Draft202012Validator(schema())
    return [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message}" for fault in checker.iter_errors(whole)]


def _quotes(pack: Pack, texts: dict[str, str], *, with_texts: bool) -> int:
    proof = prove(pack, recorded_quotes(), texts)
    if proof.faults:
        return _refuse(list(proof.faults))
    print(
        f"Policy pack {pack.version}: {len(pack.categories)} kinds of data, {len(pack.clauses)} clauses, "
        f"{len(pack.sources)} sources. Form and references are in order."
    )
    missing = sorted({name for source in pack.sources.values() for name in source.texts} - texts.keys())
    if not with_texts:
        print(
            f"{len(proof.unchanged)} quotes are unchanged since they were recorded. That is all a hash proves: whether "
            "X wrote them so is proved only with the texts (make check-policy TEXTS=folder)."
        )
        return 0
    print(f"{len(proof.found)} quotes stand letter for letter in the stored copies of the documents they cite.")
    print(
        f"{len(proof.unchanged)} quotes are only unchanged since they were recorded: no copy of their source was in "
        "the folder. That proves nothing about who wrote them."
    )
    print("Nothing here proves that X's texts are still the same today: the copies have the dates of sources.toml.")
    if missing:
        print(f"Not in the folder: {', '.join(missing)}")
    return 0


def _refuse(faults: list[str]) -> int:
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
