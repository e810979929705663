"""The two stages: to be like the transformer, then to bring needs to the groups that they are about."""
import random
from collections import defaultdict

import numpy as np
import torch
import torch.nn.functional as F

from compose import group_text, misspelt
from student import Student


def start(pieces, teacher_of_pieces, own, all_texts):
    """Each piece's own vector of the transformer, weighed down by how frequent it is."""
    count = lambda texts: np.bincount(np.concatenate(texts), minlength=len(pieces.vocabulary))
    everywhere, ours = count(all_texts), count(own)
    share = everywhere / everywhere.sum() / 2 + ours / ours.sum() / 2
    return (teacher_of_pieces * (1e-3 / (1e-3 + share))[:, None]).astype(np.float32)


def distil(student, texts, targets, own_count, epochs=5, batch=512, own_batch=64, rate=4e-3, seed=1):
    """Towards the transformer's vectors: the cosine, and the likenesses within a batch (KL, τ = 0.05).

    The first `own_count` texts are our own; each batch holds `own_batch` of them, among glosses.
    """
    generator, rng = torch.Generator().manual_seed(seed), np.random.default_rng(seed)
    optimizer = torch.optim.Adam([student.rows], lr=rate)
    targets, self_mask, steps = torch.from_numpy(targets), torch.eye(batch) * 1e4, epochs * len(texts) // batch
    for step in range(steps):
        chosen = np.concatenate([rng.integers(0, own_count, own_batch), rng.integers(own_count, len(texts), batch - own_batch)])
        vectors, wanted = student.vectors([texts[i] for i in chosen], 0.2, generator), targets[chosen]
        loss = (1 - (vectors * wanted).sum(1)).mean() + 0.5 * F.kl_div(
            F.log_softmax(vectors @ vectors.T / 0.05 - self_mask, 1), F.softmax(wanted @ wanted.T / 0.05 - self_mask, 1),
            reduction="batchmean")
        optimizer.param_groups[0]["lr"] = rate * (1 - step / steps) + 1e-5
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def align(student, needs, taxonomy, train, epochs=10, batch=256, rate=2e-3, temperature=0.15, anchor=1.0, slips=0.3, seed=1):
    """Needs towards descriptions of their topic, away from those of others; neighbouring topics are left out.

    What was learnt before holds each text near where it was (`anchor`).
    """
    rng, generator, draw = random.Random(seed), torch.Generator().manual_seed(seed), np.random.default_rng(seed)
    number = {slug: i for i, slug in enumerate(taxonomy.slugs)}
    near = torch.tensor([[taxonomy.near(a, b) for a in taxonomy.slugs] for b in taxonomy.slugs])
    descriptions = defaultdict(list)
    for t in train:
        if t.kind == "description":
            descriptions[t.topic].append(t.text)
    needs = needs + [(misspelt(text, rng, 0.25), topic) for text, topic in needs if len(text) > 30 and rng.random() < slips]
    texts, topics = student.pieces([text for text, _ in needs]), np.array([number[topic] for _, topic in needs])
    groups = {number[s]: student.pieces([group_text(s, taxonomy, descriptions, rng) for _ in range(60)])
              for s in sorted({t for _, t in needs})}
    before = Student(student.rows.detach().numpy().copy(), student.pieces)
    optimizer, steps = torch.optim.Adam([student.rows], lr=rate), epochs * len(texts) // batch
    for step in range(steps):
        chosen = draw.integers(0, len(texts), batch)
        asked, offered = [texts[i] for i in chosen], [rng.choice(groups[topics[i]]) for i in chosen]
        topic = torch.tensor(topics[chosen])
        same, close = (topic[:, None] == topic[None]).float(), near[topic][:, topic]
        one, other = student.vectors(asked, 0.2, generator), student.vectors(offered, 0.2, generator)
        likeness = one @ other.T / temperature - (close & (same == 0)).float() * 1e4
        wanted = same / same.sum(1, keepdim=True)
        loss = -(F.log_softmax(likeness, 1) * wanted).sum(1).mean() - (F.log_softmax(likeness.T, 1) * wanted).sum(1).mean()
        with torch.no_grad():
            asked_before, offered_before = before.vectors(asked), before.vectors(offered)
        loss = loss + anchor * (2 - (one * asked_before).sum(1).mean() - (other * offered_before).sum(1).mean())
        optimizer.param_groups[0]["lr"] = rate * (1 - step / steps) + 1e-6
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
