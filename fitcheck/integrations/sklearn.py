"""Estimators for scikit-learn: fit as features, and a classifier on top of them.

    pairs = [[resume_text, posting_text], …]
    model = FitClassifier(as_of="2026-11-22").fit(pairs, worth_it)
    model.predict_proba(pairs)

`X` is a table of texts with two columns, a resume and a posting in each row (a list of pairs, an
array of objects, or a data frame). Texts are read as Markdown or plain text; read files with
`Analyzer.read(path).text` before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from fitcheck.analysis import Analysis
from fitcheck.analyzer import Analyzer
from fitcheck.documents.text import document_from_text
from fitcheck.errors import MissingExtraError
from fitcheck.matching.match import Level
from fitcheck.profiles.profile import Posting, Resume

try:
    from sklearn.base import BaseEstimator, ClassifierMixin, TransformerMixin
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.utils.validation import check_is_fitted, validate_data
except ModuleNotFoundError as problem:  # pragma: no cover - the tests have it
    raise MissingExtraError(
        "the estimators need scikit-learn: pip install 'fitcheck[sklearn]'"
    ) from problem

_FIGURES = ("score", "required", "duties", "preferred", "coverage", "shown", "proven")
_COUNTED = tuple(level.value for level in Level)
FEATURES = (*_FIGURES, *(f"n_{level}" for level in _COUNTED), "hard_stops", "experience_years")
"""Names of the columns that `FitTransformer` gives, in their order."""


class FitTransformer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Pairs of resume and posting as figures of their fit (`FEATURES`).

    Shares lie in [0, 1]; `n_*` count requirements by level. A figure that could not be judged
    (the mean of duties where none is asked) is `missing`. Nothing is learned from the data: `fit`
    looks at its form only.

    as_of: the day that counts as today, a date or "YYYY-MM-DD"; there is no default, so that the
    same texts give the same figures every day.
    missing: the number that stands for "not judged", nan by default.
    """

    def __init__(self, as_of: date | str | None = None, missing: float = float("nan")) -> None:
        self.as_of = as_of
        self.missing = missing

    def fit(self, X: Any, y: object = None) -> Self:  # noqa: N803, ARG002 - scikit-learn's names
        """Look at the form of `X`. Raises ValueError where it is no table of two texts a row."""
        _day(self.as_of)
        _pairs(self, X, reset=True)
        return self

    def transform(self, X: Any) -> NDArray[np.float64]:  # noqa: N803
        """A row of figures a pair, shape (pairs, figures). Raises ValueError."""
        check_is_fitted(self)
        pairs = _pairs(self, X, reset=False)
        day = _day(self.as_of)
        rows = np.array([_row(left, right, day) for left, right in pairs])
        return np.where(np.isnan(rows), self.missing, rows)

    def get_feature_names_out(self, input_features: object = None) -> NDArray[np.object_]:  # noqa: ARG002
        """The names of the columns (`FEATURES`), as scikit-learn asks for them."""
        return np.array(FEATURES, dtype=object)

    def __sklearn_is_fitted__(self) -> bool:
        return hasattr(self, "n_features_in_")

    def __sklearn_tags__(self) -> Any:
        return _with_text(super().__sklearn_tags__())


class FitClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """A logistic regression on the figures of the fit: learns your own idea of "worth it".

    For labels that a person collected (did it lead to an interview?). What fitcheck itself says
    needs no training: `Analyzer().analyze(…).verdict`. Give it a hundred labels or more, and
    calibrate before you take `predict_proba` for odds.

    as_of: the day that counts as today, a date or "YYYY-MM-DD".
    strength: inverse of the regularisation, as `C` of LogisticRegression.
    """

    def __init__(self, as_of: date | str | None = None, strength: float = 1.0) -> None:
        self.as_of = as_of
        self.strength = strength

    def fit(self, X: Any, y: Any) -> Self:  # noqa: N803
        """Learn from pairs and their labels. Raises ValueError for what is no such table."""
        pairs, labels = _labelled(self, X, y)
        self.transformer_ = FitTransformer(self.as_of, missing=0.0).fit(pairs)
        self.regression_ = make_pipeline(
            StandardScaler(), LogisticRegression(C=self.strength, max_iter=1000)
        )
        self.regression_.fit(self._features(pairs), labels)
        self.classes_ = self.regression_.classes_
        return self

    def decision_function(self, X: Any) -> NDArray[np.float64]:  # noqa: N803
        """Signed distance from the border, as scikit-learn's classifiers give it."""
        features = self._checked(X)
        return np.asarray(self.regression_.decision_function(features))

    def predict_proba(self, X: Any) -> NDArray[np.float64]:  # noqa: N803
        """Share of each class, shape (pairs, classes)."""
        features = self._checked(X)
        return np.asarray(self.regression_.predict_proba(features))

    def predict(self, X: Any) -> NDArray[Any]:  # noqa: N803
        """The likelier class of each pair."""
        features = self._checked(X)
        return np.asarray(self.regression_.predict(features))

    def _checked(self, table: Any) -> NDArray[np.float64]:
        check_is_fitted(self)
        return self._features(_pairs(self, table, reset=False))

    def _features(self, pairs: NDArray[np.object_]) -> NDArray[np.float64]:
        """Counts as shares of all requirements, so that long postings do not weigh more."""
        rows = self.transformer_.transform(pairs).copy()
        first = len(_FIGURES)
        counts = rows[:, first : first + len(_COUNTED)]
        counts /= np.maximum(counts.sum(axis=1, keepdims=True), 1.0)
        return np.asarray(rows)

    def __sklearn_tags__(self) -> Any:
        return _with_text(super().__sklearn_tags__())


def _with_text(tags: Any) -> Any:
    """The tags of an estimator that takes a table of texts and nothing else."""
    tags.input_tags.string = True
    tags.input_tags.two_d_array = True
    tags.no_validation = False
    return tags


def _day(as_of: date | str | None) -> date:
    """The day of the parameter. Raises ValueError where there is none."""
    if isinstance(as_of, str):
        return date.fromisoformat(as_of)
    if as_of is None:
        raise ValueError("as_of is missing: give the day that counts as today, as YYYY-MM-DD")
    return as_of


def _pairs(estimator: BaseEstimator, table: Any, *, reset: bool) -> NDArray[np.object_]:
    """The table, checked: two texts a row. Raises ValueError."""
    checked = validate_data(estimator, table, dtype=None, reset=reset)
    return _texts(checked)


def _labelled(
    estimator: BaseEstimator, table: Any, labels: Any
) -> tuple[NDArray[np.object_], NDArray[Any]]:
    checked, told = validate_data(estimator, table, labels, dtype=None)
    return _texts(checked), told


def _texts(table: NDArray[Any]) -> NDArray[np.object_]:
    if table.shape[1] != 2:
        raise ValueError(
            f"X has {table.shape[1]} columns: give two, the text of a resume and of a posting"
        )
    texts = np.asarray(table, dtype=object)
    if not all(isinstance(text, str) for text in texts.flat):
        raise ValueError("X holds values that are no texts: give two strings a row")
    return texts


@cache
def _analyzer() -> Analyzer:
    """One for all estimators: it keeps no state but what is slow to load."""
    return Analyzer()


@lru_cache(maxsize=256)
def _resume(text: str, day: date) -> Resume:
    document = document_from_text(text, source="resume", media_type="text/markdown")
    return _analyzer().resume(document, as_of=day)


@lru_cache(maxsize=256)
def _posting(text: str, day: date) -> Posting:
    document = document_from_text(text, source="posting", media_type="text/markdown")
    return _analyzer().posting(document, as_of=day)


@lru_cache(maxsize=10_000)
def _row(resume: str, posting: str, day: date) -> tuple[float, ...]:
    """The figures of a pair, nan where one could not be judged.

    Kept, since cross-validation asks for the same pairs again and again.
    """
    analysis = _analyzer().analyze_pair(_resume(resume, day), _posting(posting, day), as_of=day)
    return tuple(_figures(analysis))


def _figures(analysis: Analysis) -> Iterable[float]:
    report = analysis.report
    for name in _FIGURES:
        value = getattr(report, name)
        yield float("nan") if value is None else float(value)
    counts = Counter(match.level.value for match in report.matches)
    for level in _COUNTED:
        yield float(counts[level])
    yield float(len(report.hard_stops))
    yield analysis.resume.experience_months / 12
