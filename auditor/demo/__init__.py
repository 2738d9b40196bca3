"""Makes X archives of one invented person: for the demo, the tests and the benchmarks."""

from auditor.demo.archive import demo_archive, write_archive
from auditor.demo.ledger import Ledger
from auditor.demo.scale import Scale

__all__ = ["Ledger", "Scale", "demo_archive", "write_archive"]
