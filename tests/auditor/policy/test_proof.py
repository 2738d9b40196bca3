"""A maintainer checks that X is quoted letter for letter, with the texts at hand and without them."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import msgspec
import pytest

from auditor.policy.pack import load_pack
from auditor.policy.proof import Recorded, part, plain, prove, record, recorded_quotes, sha256
from auditor.policy.records import Clause, Pack, Source

SCRIPT = Path(__file__).parents[3] / "packaging" / "check_policy.py"
PACK = load_pack()


def texts_made_of_quotes() -> dict[str, str]:
    """Stored copies that hold what is quoted of them, and nothing else."""
    texts: dict[str, str] = {}
    parts: dict[str, list[tuple[Source, str]]] = {}
    for source in PACK.sources.values():
        quotes = "\n\n".join(clause.quote for clause in PACK.clauses.values() if clause.source == source.key)
        for name in source.texts:
            parts.setdefault(name, []).append((source, quotes))
    for name, found in parts.items():
        # What has no beginning of its own comes first; a part ends where the next one begins.
        found.sort(key=lambda pair: (bool(pair[0].text_from), not pair[0].text_until))
        texts[name] = "\n\n".join(f"{source.text_from}\n{quotes}" for source, quotes in found)
    return texts


def with_quote(id: str, quote: str) -> Pack:
    changed: dict[str, Clause] = {**PACK.clauses, id: msgspec.structs.replace(PACK.clauses[id], quote=quote)}
    return msgspec.structs.replace(PACK, clauses=changed)


def test_without_the_texts_every_quote_is_shown_to_be_unchanged_and_no_more() -> None:
    proof = prove(PACK, recorded_quotes(), {})
    assert proof.faults == ()
    assert proof.found == ()
    assert set(proof.unchanged) == {clause.id for clause in PACK.clauses.values() if clause.quote}


def test_every_quote_of_a_primary_text_was_found_in_it_when_it_was_recorded() -> None:
    for id, recorded in recorded_quotes().items():
        source = PACK.sources[PACK.clauses[id].source]
        assert (source.grade == "P") == bool(source.texts)
        assert recorded.found_in == source.texts


def test_with_the_texts_every_quote_is_looked_up_in_its_part() -> None:
    proof = prove(PACK, recorded_quotes(), texts_made_of_quotes())
    assert proof.faults == ()
    assert len(proof.found) > 70
    assert {PACK.sources[PACK.clauses[id].source].grade for id in proof.unchanged}.isdisjoint({"P"})


def test_a_quote_that_was_touched_is_named() -> None:
    changed = with_quote("privacy-training", PACK.clauses["privacy-training"].quote.replace("may", "will"))
    assert prove(changed, recorded_quotes(), {}).faults == (
        "privacy-training: the quote was changed since it was recorded",
    )
    assert prove(changed, recorded_quotes(), texts_made_of_quotes()).faults == (
        "privacy-training: the quote does not stand in x-privacy-ie.md",
    )


def test_words_of_the_other_version_of_the_terms_are_refused() -> None:
    elsewhere = PACK.clauses["terms-kinds-of-posts-elsewhere"].quote
    assert "$15,000" in elsewhere
    faults = prove(
        with_quote("terms-kinds-of-posts-europe", elsewhere), recorded_quotes(), texts_made_of_quotes()
    ).faults
    assert faults == ("terms-kinds-of-posts-europe: the quote does not stand in x-tos-ie.md",)


def test_a_quote_of_more_than_sixty_words_is_refused() -> None:
    proof = prove(with_quote("privacy-training", "word " * 61), recorded_quotes(), {})
    assert proof.faults == ("privacy-training: the quote is longer than 60 words",)


def test_a_new_quote_must_be_recorded() -> None:
    known = {id: quote for id, quote in recorded_quotes().items() if id != "privacy-training"}
    assert prove(PACK, known, {}).faults == ("privacy-training: the quote was never recorded",)


def test_a_hash_left_behind_is_named() -> None:
    proof = prove(PACK, {**recorded_quotes(), "gone": Recorded("0" * 64)}, {})
    assert proof.faults == ("gone: a hash without a quote",)


def test_recording_writes_what_is_then_read() -> None:
    written = msgspec.convert(tomllib.loads(record(PACK, texts_made_of_quotes())), dict[str, Recorded])
    assert written == recorded_quotes()
    assert written["privacy-training"].sha256 == sha256(PACK.clauses["privacy-training"].quote)


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("**to be used** for _training_", "to be used for training"),
        ("metadata related to [Encrypted Messages](https://help.x.com/a)", "metadata related to Encrypted Messages"),
        ("two\n  lines", "two lines"),
        ("1\\. Who", "1. Who"),
    ],
)
def test_only_what_a_stored_copy_adds_is_set_aside(stored: str, read: str) -> None:
    assert plain(stored) == read


def test_a_part_ends_where_the_next_begins() -> None:
    source = PACK.sources["x-terms"]
    text = f"before {source.text_from} inside {source.text_until} after"
    assert part(source, text).removeprefix(source.text_from) == " inside "


def test_the_command_says_what_a_hash_proves_and_what_not() -> None:
    run = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "unchanged since they were recorded. That is all a hash proves" in run.stdout


def test_the_command_refuses_texts_that_say_something_else(tmp_path: Path) -> None:
    (tmp_path / "grok-tos.md").write_text("Nothing of the kind.")
    run = subprocess.run([sys.executable, SCRIPT, tmp_path], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "xai-terms-linked-account: the quote does not stand in grok-tos.md" in run.stderr
