"""What one would use in place of Kith, each written for speed, on one job and the same columns."""

import importlib
from typing import NamedTuple


class Peer(NamedTuple):
    name: str
    module: str
    # Whether it does the job to the last point, so that its lists are those of every other such peer.
    is_exact: bool
    environment: dict = {}

    def missing(self):
        """What it needs and is not here, in words, or nothing."""
        try:
            module = importlib.import_module(f".{self.module}", __package__)
        except ImportError as error:
            return f"the package {error.name}"
        # What is no Python package is known to the module.
        return module.missing() if hasattr(module, "missing") else None


PEERS = [
    Peer("numpy", "with_numpy", True, {"OPENBLAS_NUM_THREADS": "1"}),
    Peer("numba", "with_numba", True),
    Peer("duckdb", "with_duckdb", True),
    Peer("lucene", "with_lucene", True),
    Peer("tantivy", "with_tantivy", False),
    Peer("faiss", "with_faiss", False),
]
