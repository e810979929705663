"""Makes the embedding table from our own texts, WordNet's glosses and the transformer all-MiniLM-L6-v2.

python3 scripts/embedding/build.py [OUTPUT]        default: data/embedding/table.semb; seeds are fixed
"""
import pathlib
import sys
import time

import numpy as np
import torch

import corpus
import minilm
import table
import wordnet
from compose import lexicon_phrases, needs
from student import Pieces, Student
from train import align, distil, start

DIMENSIONS = 256


def unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def set_aside_right(student, aside):
    """The share of needs never trained on whose nearest of the descriptions never trained on is on their topic."""
    asked, groups = ([t for t in aside if t.kind == kind] for kind in ("need", "description"))
    nearest = (student.encode([t.text for t in asked]) @ student.encode([t.text for t in groups]).T).argmax(1)
    return np.mean([asked[i].topic == groups[j].topic for i, j in enumerate(nearest)])


def main():
    began = time.time()
    torch.set_num_threads(2)
    output = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else corpus.ROOT / "data/embedding/table.semb"
    train, aside = corpus.split(corpus.written())
    own, glosses = [t.text for t in train], wordnet.texts()
    print(f"{len(own)} texts to train on, {len(aside)} set aside, {len(glosses)} glosses", flush=True)

    teacher, pieces = minilm.MiniLM(), Pieces()
    ours, theirs = minilm.cached(teacher, own, "minilm"), minilm.cached(teacher, glosses, "minilm")
    weighed = np.concatenate([ours.repeat(5, 0), theirs]).astype(np.float64)
    axes = np.linalg.eigh(weighed.T @ weighed)[1][:, ::-1][:, :DIMENSIONS].astype(np.float32)
    texts = pieces(own + glosses)
    words = minilm.cached(teacher, [p.removeprefix("##") for p in pieces.vocabulary], "minilm") @ axes
    student = Student(start(pieces, words, texts[: len(own)], texts), pieces)
    distil(student, texts, unit(np.concatenate([ours, theirs]) @ axes), len(own))
    print(f"distilled: right at rank 1 on the set-aside needs {set_aside_right(student, aside):.3f}", flush=True)

    rows = student.rows.detach().numpy()
    student = Student((rows / np.sqrt((rows ** 2).sum(1)).mean()).astype(np.float32), pieces)
    taxonomy = corpus.Taxonomy()
    align(student, list(needs(train, 3)) + list(lexicon_phrases(5)), taxonomy, train)
    print(f"aligned: right at rank 1 on the set-aside needs {set_aside_right(student, aside):.3f}", flush=True)
    energy = table.write(output, pieces.vocabulary, student.rows.detach().numpy(), student.encode(own))
    print(f"{output}: {len(pieces.vocabulary)} pieces, {DIMENSIONS} dimensions, {energy:.0%} of the energy in the leading 64, "
          f"{time.time() - began:.0f} s")


if __name__ == "__main__":
    main()
