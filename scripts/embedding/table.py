"""Writes a table in the layout that Kith reads; see data/README.md."""
import struct

import numpy as np


def write(path, vocabulary, rows, texts):
    """Turns the rows on to the principal axes of `texts` (unit vectors), rounds them to 8 bits, writes them.

    The leading dimensions then hold most of the energy, so that a part of a vector bounds the whole.
    Returns the share of the energy in the leading 64 dimensions.
    """
    energy, axes = np.linalg.eigh(texts.T.astype(np.float64) @ texts)
    rows = (rows.astype(np.float64) @ axes[:, ::-1]).astype(np.float32)
    rows[0] = 0
    scale = np.abs(rows).max(1) / 127
    cells = np.where(scale[:, None] > 0, np.rint(rows / np.maximum(scale, 1e-30)[:, None]), 0).astype(np.int8)
    words = "".join(piece + "\n" for piece in vocabulary).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<4s5I", b"SEMB", 1, rows.shape[1], len(vocabulary), 0, len(words)))
        file.write(words + b"\0" * (-len(words) % 4))
        file.write(scale.astype("<f4").tobytes() + cells.tobytes())
    return energy[::-1][:64].sum() / energy.sum()
