"""Two stages of training: what texts mean, after the teacher; then which group a need belongs to, after our topics."""
import random
from collections import defaultdict

import numpy as np
import torch
import torch.nn.functional as F

import compose
from student import DIMENSIONS, Student, energy_basis, unit_rows

LEAST_RATE, APART = 1e-6, -1e4


def slopes(student, rate, steps):
    """Yields the numbers of the steps; after each, the caller having called `backward`, Adam moves at a rate that falls to nothing."""
    adam = torch.optim.Adam([student.rows], lr=rate)
    for step in range(steps):
        adam.zero_grad()
        yield step
        adam.param_groups[0]["lr"] = rate * (1 - step / steps) + LEAST_RATE
        adam.step()


def similarity_loss(a, b, temperature=0.05):
    """KL divergence between each text's likenesses to the batch's others, by the teacher `b` and by the student `a`."""
    own = torch.eye(len(a)) * APART
    student = F.log_softmax(a @ a.T / temperature + own, 1)
    return F.kl_div(student, F.softmax(b @ b.T / temperature + own, 1), reduction="batchmean")


def projected(vectors, ours):
    """The teacher's vectors on their first 256 singular vectors, renormalised, and the projection; our texts, the first, count five times."""
    basis, energy = energy_basis(np.concatenate([vectors[:ours].repeat(5, 0), vectors]))
    basis = basis[:, :DIMENSIONS].astype(np.float32)
    targets = vectors @ basis
    targets /= np.linalg.norm(targets, axis=1, keepdims=True)
    return targets.astype(np.float32), basis, energy[:DIMENSIONS].sum()


def token_start(tokens, pieces, ours):
    """Each token's own vector from the teacher × 1e-3 / (1e-3 + p), p its share in the pieces, half by our texts and half by all."""
    def shares(some):
        counts = np.bincount(np.concatenate(some), minlength=len(tokens))
        return counts / counts.sum()

    p = 0.5 * shares(pieces) + 0.5 * shares(pieces[:ours])
    return (tokens * (1e-3 / (1e-3 + p))[:, None]).astype(np.float32)


def distilled(rows, pieces, targets, ours, seed, epochs=5, batch=512, from_ours=64, rate=4e-3, log=print):
    """Stage 1: −cosine and in-batch similarity to the teacher; 64 of 512 texts of a batch are ours, the first `ours`."""
    student, draw = Student(rows), np.random.default_rng(seed)
    generator, targets = torch.Generator().manual_seed(seed), torch.from_numpy(targets)
    steps = epochs * len(pieces) // batch
    for step in slopes(student, rate, steps):
        picked = np.concatenate([draw.integers(0, ours, from_ours), draw.integers(ours, len(pieces), batch - from_ours)])
        v, t = student.vectors([pieces[i] for i in picked], 0.2, generator), targets[picked]
        cosine = 1 - (v * t).sum(1).mean()
        (cosine + 0.5 * similarity_loss(v, t)).backward()
        if step % 300 == 0:
            log(f"  step {step} of {steps}: 1 - cosine {cosine.item():.3f}")
    return student.rows.detach().numpy()


class Groups:
    """For each topic sixty texts that a group may say of itself, as pieces."""

    def __init__(self, train, taxonomy, pieces, rng, each=60):
        written = defaultdict(list)
        for t in train:
            if t.kind == "description":
                written[t.topic].append(t.text)
        self.texts = {topic: pieces([compose.group_text(topic, written[topic], taxonomy, rng) for _ in range(each)])
                      for topic in taxonomy.slugs}

    def draw(self, topics, rng):
        return [rng.choice(self.texts[t]) for t in topics]


def topic_loss(needs, groups, same, near, temperature):
    """Cross-entropy of needs against groups and of groups against needs; topics near each other but not the same are left out."""
    likeness = needs @ groups.T / temperature + (near & ~same) * APART
    share = same / same.sum(1, keepdim=True)
    return sum(-(F.log_softmax(side, 1) * share).sum(1).mean() for side in (likeness, likeness.T))


def aligned(rows, needs, groups, taxonomy, pieces, seed, epochs=10, batch=256, rate=2e-3, temperature=0.15, log=print):
    """Stage 2: each need towards a group of its topic and away from the batch's other groups, held near where stage 1 left it."""
    rows = unit_rows(rows)
    student, start, rng = Student(rows.copy()), Student(rows), random.Random(seed)
    draw, generator = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    number = {s: i for i, s in enumerate(taxonomy.slugs)}
    near = torch.tensor([[taxonomy.near(a, b) for b in taxonomy.slugs] for a in taxonomy.slugs])
    coded, topics = pieces([t.text for t in needs]), torch.tensor([number[t.topic] for t in needs])
    steps = epochs * len(needs) // batch
    for step in slopes(student, rate, steps):
        picked = draw.integers(0, len(needs), batch)
        texts, theirs = [coded[i] for i in picked], groups.draw([needs[i].topic for i in picked], rng)
        topic = topics[picked]
        n, g = (student.vectors(some, 0.2, generator) for some in (texts, theirs))
        loss = topic_loss(n, g, topic[:, None] == topic[None], near[topic][:, topic], temperature)
        with torch.no_grad():
            n0, g0 = start.vectors(texts), start.vectors(theirs)
        anchor = 2 - (n * n0).sum(1).mean() - (g * g0).sum(1).mean()
        (loss + anchor).backward()
        if step % 300 == 0:
            log(f"  step {step} of {steps}: topics {loss.item():.3f}, away from the start {anchor.item() / 2:.3f}")
    return student.rows.detach().numpy()
