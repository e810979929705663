"""A reader of SEMB tables and the encoder they are made for: written from the description alone, apart from Kith's own code."""
import pathlib
import struct
import unicodedata

import numpy as np

MAX_PIECES, MAX_WORD = 512, 100
DROPPED = {"Cc", "Cf", "Cn", "Co", "Cs"}
IDEOGRAPHS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


def clean(text):
    out = []
    for c in text:
        if c in "\t\n\r":
            out.append(" ")
        elif c in "\0\ufffd" or unicodedata.category(c) in DROPPED:
            continue
        elif unicodedata.category(c) == "Zs":
            out.append(" ")
        elif any(low <= ord(c) <= high for low, high in IDEOGRAPHS):
            out += [" ", c, " "]
        else:
            out.append(c)
    return "".join(out)


def fold(text):
    """Canonical decomposition without non-spacing marks, in lower case."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn").lower()


def is_punctuation(c):
    n = ord(c)
    return 33 <= n <= 47 or 58 <= n <= 64 or 91 <= n <= 96 or 123 <= n <= 126 or unicodedata.category(c).startswith("P")


def words(text):
    """The words of a cleaned, folded text; each punctuation mark is a word of its own."""
    out = []
    for chunk in text.split():
        start = True
        for c in chunk:
            if is_punctuation(c):
                out.append(c)
                start = True
            elif start:
                out.append(c)
                start = False
            else:
                out[-1] += c
    return out


class Table:
    """One vector a word piece; a text is the normalised sum of its pieces' vectors."""

    def __init__(self, path):
        data = pathlib.Path(path).read_bytes()
        magic, version, self.dimensions, count, self.unknown, length = struct.unpack_from("<4s5I", data)
        if magic != b"SEMB" or version != 1:
            raise ValueError(f"{path}: not a SEMB table of version 1")
        tokens = data[24:24 + length].split(b"\n")[:count]
        self.row = {t.decode("utf-8"): i for i, t in enumerate(tokens) if i != self.unknown}
        at = 24 + (length + 3) // 4 * 4
        self.scale = np.frombuffer(data, "<f4", count, at)
        self.cells = np.frombuffer(data, np.int8, count * self.dimensions, at + 4 * count).reshape(count, self.dimensions)
        self.tokens = [t.decode("utf-8") for t in tokens]

    def _split(self, word):
        """The pieces of a word by the longest prefix first; none where a part of it is not in the vocabulary."""
        pieces, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                row = self.row.get(("##" if start else "") + word[start:end])
                if row is not None:
                    break
            else:
                return []
            pieces.append(row)
            start = end
        return pieces

    def pieces(self, text):
        rows = []
        for word in words(fold(clean(text))):
            if len(word) <= MAX_WORD:
                rows += self._split(word)
        return rows[:MAX_PIECES]

    def encode(self, text):
        rows = self.pieces(text)
        v = (self.cells[rows].astype(np.float32) * self.scale[rows, None]).sum(0, dtype=np.float32)
        norm = float(np.linalg.norm(v))
        return v / np.float32(norm) if norm > 0 else v

    def encode_all(self, texts):
        return np.stack([self.encode(t) for t in texts])
