"""BM25 and TF-IDF over a handful of documents, in numpy: the usual formulas, no stemming, English stop words left out."""
import re

import numpy as np

STOP = set("""a about after all also am an and any are as at be because been before being but by can could did do does doing don for from get got
had has have having he her here him his how i if in into is it its just like ll m me more most my no not now of on one or our out over re s she so
some t than that the their them then there these they this to too up us ve very was we were what when where which while who why will with would you
your""".split())


def terms(text):
    return [w for w in re.findall(r"[a-z0-9]+", text.lower().replace("’", "'")) if w not in STOP]


class Lexical:
    def __init__(self, documents):
        split = [terms(d) for d in documents]
        self.row = {w: i for i, w in enumerate(sorted({w for d in split for w in d}))}
        self.counts = np.stack([self._count(d) for d in split])
        self.lengths = self.counts.sum(1, keepdims=True)
        self.holding = (self.counts > 0).sum(0)

    def _count(self, words):
        out = np.zeros(len(self.row))
        for w in words:
            if w in self.row:
                out[self.row[w]] += 1
        return out

    def _queries(self, texts):
        return np.stack([self._count(terms(t)) for t in texts])

    def bm25(self, texts, k1=1.2, b=0.75):
        n = len(self.counts)
        idf = np.log(1 + (n - self.holding + 0.5) / (self.holding + 0.5))
        weight = idf * self.counts * (k1 + 1) / (self.counts + k1 * (1 - b + b * self.lengths / self.lengths.mean()))
        return self._queries(texts) @ weight.T

    def tfidf(self, texts):
        idf = np.log((1 + len(self.counts)) / (1 + self.holding)) + 1

        def rows(counts):
            weighted = np.log1p(counts) * idf
            return weighted / np.maximum(np.linalg.norm(weighted, axis=1, keepdims=True), 1e-12)

        return rows(self._queries(texts)) @ rows(self.counts).T
