"""A few hundred of the archives of `make fuzz`: damaged at random, the same ones every time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.fuzz.cases import Outcome, run_case


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happened_to_an_archive_it_ends_in_a_receipt_or_one_refusal(tmp_path: Path, seed: int) -> None:
    outcome: Outcome = Counter()
    for number in range(100):
        before = outcome.total()
        outcome += run_case(seed, number, tmp_path)
        assert outcome.total() > before, f"case {number} of seed {seed} ended in nothing"
    assert outcome["read"] > 100, "the archives are not even nearly whole"
    assert outcome["partial"] and outcome["unreadable"], "nothing happened to the archives"
