"""Distils data/embedding/table.semb from all-MiniLM-L6-v2, WordNet and our own texts, and reports what it is worth.

Run through `build.sh`, which installs what it needs. Seeds are fixed; the teacher's encodings are cached (EMBED_CACHE, `.cache` by default).
"""
import argparse
import hashlib
import os
import random
import time

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import numpy as np  # noqa: E402
import torch  # noqa: E402

import compose  # noqa: E402
import corpus  # noqa: E402
import measure  # noqa: E402
import minilm  # noqa: E402
import student  # noqa: E402
import train  # noqa: E402
import wordnet  # noqa: E402

SEED = 1
LEFT_OUT = 5
TEACHER = "minilm"


def log(text):
    print(f"[{time.perf_counter():6.0f} s] {text}", flush=True)


def first_stage(model, tokens, pieces, texts):
    """The table after the teacher, from our texts to train on and WordNet."""
    ours, glosses = [t.text for t in texts], wordnet.texts()
    log(f"{len(ours)} texts of our own and {len(glosses)} of WordNet to the teacher")
    vectors = np.concatenate([minilm.cached(model, some, TEACHER) for some in (ours, glosses)])
    targets, basis, kept = train.projected(vectors, len(ours))
    log(f"{student.DIMENSIONS} dimensions keep {kept:.3f} of the teacher's energy")
    alone = minilm.cached(model, [t.removeprefix("##") for t in tokens], TEACHER) @ basis
    coded = pieces(ours + glosses)
    return train.distilled(train.token_start(alone, coded, len(ours)), coded, targets, len(ours), SEED, log=log)


def second_stage(rows, pieces, texts, taxonomy, left_out=frozenset()):
    """The table after our topics, without the texts, names and phrases of the topics left out."""
    rng = random.Random(SEED)
    texts = [t for t in texts if t.topic not in left_out]
    written = [t for t in texts if t.kind == "need"]
    needs = written + list(compose.composed_needs(written, rng)) + [t for t in compose.Lexicon().needs(rng) if t.topic not in left_out]
    misspelt = [t for t in needs if len(t.text) > 30 and rng.random() < 0.15]
    needs += [corpus.Written("need", t.topic, compose.with_typos(t.text, rng, 0.25)) for t in misspelt]
    log(f"{len(written)} written needs become {len(needs)}")
    groups = train.Groups(texts, taxonomy, pieces, rng)
    return train.aligned(rows, needs, groups, taxonomy, pieces, SEED, log=log)


def encoder(rows, pieces):
    def encode(texts):
        with torch.no_grad():
            return student.Student(rows).vectors(pieces(texts)).numpy()
    return encode


def other_topics(rows, pieces, texts, written, taxonomy, model):
    """How the table does on topics that stage 2 has never met: a fifth of them, with all their needs."""
    left_out = {s for s in taxonomy.slugs if int(hashlib.sha256(s.encode()).hexdigest()[:8], 16) % LEFT_OUT == 0}
    trained = second_stage(rows, pieces, texts, taxonomy, left_out)
    shown = [t for t in corpus.split(written)[1] if t.kind == "description"]
    needs = [t for t in written if t.kind == "need" and t.topic in left_out]
    methods = {"all-MiniLM-L6-v2": model.encode, "without these topics": encoder(trained, pieces)}
    measure.print_table(methods, [(f"{len(left_out)} topics left out", *measure.written_set(needs, shown))])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", default=corpus.ROOT / "data/embedding/table.semb")
    parser.add_argument("--questions", help="CounselChat questions (JSON Lines) to measure on; never trained on")
    parser.add_argument("--compare", action="append", default=[], help="another table to measure beside")
    parser.add_argument("--other-topics", action="store_true", help="measure also what stage 2 does for topics it has not met")
    options = parser.parse_args()
    torch.set_num_threads(2)
    torch.manual_seed(SEED)
    model, taxonomy, written = minilm.MiniLM(), corpus.Taxonomy(), corpus.written()
    tokens = student.kept_vocabulary()
    pieces = student.Pieces(tokens)
    texts, aside = corpus.split(written)
    start = first_stage(model, tokens, pieces, texts)
    rows = second_stage(start, pieces, texts, taxonomy)
    temporary = f"{options.output}.new"
    energy = student.write_table(temporary, tokens, rows, encoder(rows, pieces)([t.text for t in texts]))
    os.replace(temporary, options.output)
    log(f"{len(tokens)} word pieces, {len(energy)} dimensions, {os.path.getsize(options.output)} bytes; "
        f"energy in the leading 64: {energy[:64].sum():.3f}, 128: {energy[:128].sum():.3f}")
    methods = {"all-MiniLM-L6-v2": model.encode, "stage 1": encoder(start, pieces)}
    methods |= {os.path.basename(path): measure.Table(path).encode_all for path in options.compare}
    methods["the table"] = measure.Table(options.output).encode_all
    measure.print_table(methods, measure.sets(aside, options.questions))
    if options.other_topics:
        other_topics(start, pieces, texts, written, taxonomy, model)


if __name__ == "__main__":
    main()
