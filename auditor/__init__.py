"""Everything Outtake knows and does without a screen: no Qt, no printing, usable as a library."""

import os

__version__ = "0.1.0"

# NumPy starts a thread for each processor, to multiply matrices with; we have none, and they take time and memory.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
