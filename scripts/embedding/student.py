"""The table while it is being learnt: a row a word piece, a text is the normalised sum of its pieces' rows."""
import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

import minilm

TYPOGRAPHY = set("–—‘’“”•…€™")


def vocabulary():
    """The transformer's word pieces in Latin script, the unknown piece first."""
    def latin(piece):
        return all(ord(c) < 0x250 or c in TYPOGRAPHY for c in piece.removeprefix("##"))
    return ["[UNK]"] + [p for p in minilm.vocabulary() if not (p.startswith("[") and len(p) > 1) and latin(p)]


class Pieces:
    """Cuts texts into rows of the table."""

    def __init__(self):
        self.vocabulary = vocabulary()
        rows = {piece: row for row, piece in enumerate(self.vocabulary)}
        self._row = np.array([rows.get(piece, -1) for piece in minilm.vocabulary()])
        self._row[minilm.vocabulary().index("[UNK]")] = -1
        self._tokenizer = Tokenizer.from_file(str(minilm.model_directory() / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def __call__(self, texts):
        cut = self._tokenizer.encode_batch([t.replace("\n", " ") for t in texts], add_special_tokens=False)
        rows = [self._row[np.array(c.ids, dtype=int)] for c in cut]
        return [r[r >= 0][:512] for r in rows]


class Student:
    def __init__(self, rows, pieces):
        self.rows = torch.tensor(rows, dtype=torch.float32, requires_grad=True)
        self.pieces = pieces

    def vectors(self, texts, dropout=0.0, generator=None):
        """Unit vectors of texts given as lists of rows; each piece falls away with the probability `dropout`."""
        texts = [t if len(t) else np.zeros(1, int) for t in texts]
        flat = torch.from_numpy(np.concatenate(texts))
        starts = torch.from_numpy(np.cumsum([0] + [len(t) for t in texts[:-1]]))
        kept = (torch.rand(len(flat), generator=generator) >= dropout).float() + 1e-6 if dropout else None
        return F.normalize(F.embedding_bag(flat, self.rows, starts, mode="sum", per_sample_weights=kept), dim=1)

    def encode(self, texts):
        with torch.no_grad():
            return self.vectors(self.pieces(texts)).numpy()
