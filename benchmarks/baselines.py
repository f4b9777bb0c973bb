"""Formulas that peers score with, each restated in a few lines; higher is better."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"[a-z0-9+#.]*[a-z0-9+#]")


def words(text: str) -> list[str]:
    """Lower-case words; signs as in "c++", "c#" and "node.js" stay."""
    return _WORD.findall(text.lower())


def keyword_coverage(posting: str, resume: str) -> float:
    """Share of the posting's distinct words, without stop words, that the resume has; in [0, 1]."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    asked = set(words(posting)) - ENGLISH_STOP_WORDS
    return len(asked & set(words(resume))) / len(asked) if asked else 0.0


def tfidf_cosine(posting: str, resume: str) -> float:
    """Cosine of TF-IDF vectors fitted on the two texts, as most peers do it; in [0, 1]."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(stop_words="english").fit_transform([posting, resume])
    return float((vectors[0] @ vectors[1].T).toarray()[0, 0])


class BM25:
    """Okapi BM25 of the posting as a query against a corpus of resumes (Robertson, 1994).

    `k1` and `b` are the usual defaults. Scores lie in [0, ∞) and compare within one posting only.
    """

    def __init__(self, corpus: Sequence[str], *, k1: float = 1.2, b: float = 0.75) -> None:
        documents = [words(text) for text in corpus]
        self.count = len(documents)
        self.length = sum(map(len, documents)) / max(1, self.count)
        self.frequency = Counter(word for document in documents for word in set(document))
        self.k1, self.b = k1, b

    def __call__(self, posting: str, resume: str) -> float:
        """The score of one resume."""
        terms = words(resume)
        counts = Counter(terms)
        norm = self.k1 * (1 - self.b + self.b * len(terms) / max(1.0, self.length))
        asked = sorted(set(words(posting)) & counts.keys())
        return sum(self._idf(w) * counts[w] * (self.k1 + 1) / (counts[w] + norm) for w in asked)

    def _idf(self, word: str) -> float:
        found = self.frequency[word]
        return math.log(1 + (self.count - found + 0.5) / (found + 0.5))
