"""What one would use in place of Kith, each written for speed, on one job and the same columns."""

import importlib
import importlib.util
from typing import NamedTuple


class Peer(NamedTuple):
    name: str
    module: str
    # The packages that it needs.
    packages: tuple
    # Whether it does the job to the last point, so that its lists are those of every other such peer.
    is_exact: bool
    environment: dict = {}

    def missing(self):
        """What it needs and is not here, in words, or nothing."""
        packages = [package for package in self.packages if importlib.util.find_spec(package) is None]
        if packages:
            return f"package {', '.join(packages)}"
        # What is no Python package is known to the module.
        return getattr(importlib.import_module(f".{self.module}", __package__), "missing", lambda: None)()


PEERS = [
    Peer("numpy", "with_numpy", ("numpy",), True, {"OPENBLAS_NUM_THREADS": "1"}),
    Peer("numba", "with_numba", ("numpy", "numba"), True),
    Peer("duckdb", "with_duckdb", ("numpy", "duckdb", "pyarrow"), True),
    Peer("lucene", "with_lucene", ("numpy",), True),
    Peer("tantivy", "with_tantivy", ("numpy", "tantivy"), False),
    Peer("faiss", "with_faiss", ("numpy", "faiss"), False),
]
