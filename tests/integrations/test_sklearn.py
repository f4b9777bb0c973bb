from __future__ import annotations

import pickle
import warnings
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import check_estimator

from fitcheck import Analyzer
from fitcheck.integrations import sklearn as estimators
from fitcheck.integrations.sklearn import FEATURES, FitClassifier, FitTransformer

DAY = "2026-11-22"
POSTING = "# Cook\n\nRequirements\n- 2+ years of experience as a cook\n- Knowledge of food hygiene"
COOK = "Experience\nCook, Cafe Lumen, Jan 2019 - Dec 2023\n- Cooked lunch for 80 guests"
CLERK = "Experience\nClerk, Office Nord, Jan 2019 - Dec 2023\n- Filed letters"


def pairs(count: int) -> tuple[list[list[str]], list[int]]:
    """Cooks and clerks by turns, told apart by a year, with the label that a person would give."""
    rows = []
    for number in range(count):
        resume = COOK if number % 2 else CLERK
        rows.append([resume.replace("2023", str(2022 + number % 3)), POSTING])
    return rows, [number % 2 for number in range(count)]


def test_the_figures_are_those_of_the_analysis() -> None:
    (row,) = FitTransformer(as_of=DAY).fit_transform([[COOK, POSTING]])
    analysis = Analyzer().analyze_texts(COOK, POSTING, as_of=date.fromisoformat(DAY))
    figures = dict(zip(FEATURES, row, strict=True))
    assert figures["score"] == pytest.approx(analysis.report.score)
    assert figures["n_demonstrated"] == sum(
        match.level.value == "demonstrated" for match in analysis.report.matches
    )
    assert figures["experience_years"] == 5.0
    assert np.isnan(figures["duties"])


def test_what_was_not_judged_is_the_number_that_was_asked_for() -> None:
    (row,) = FitTransformer(as_of=DAY, missing=-1.0).fit_transform([[COOK, POSTING]])
    assert row[FEATURES.index("duties")] == -1.0


def test_the_columns_have_the_names_of_the_figures() -> None:
    transformer = FitTransformer(as_of=DAY).fit([[COOK, POSTING]])
    assert tuple(transformer.get_feature_names_out()) == FEATURES
    assert transformer.transform([[COOK, POSTING]]).shape == (1, len(FEATURES))


def test_the_classifier_learns_which_pairs_were_worth_it() -> None:
    rows, labels = pairs(12)
    model = FitClassifier(as_of=DAY).fit(rows, labels)
    assert list(model.predict([[COOK, POSTING], [CLERK, POSTING]])) == [1, 0]
    assert model.predict_proba(rows).sum(axis=1) == pytest.approx(np.ones(12))


def test_the_classifier_takes_any_labels() -> None:
    rows, labels = pairs(8)
    model = FitClassifier(as_of=DAY).fit(rows, ["yes" if label else "no" for label in labels])
    assert list(model.classes_) == ["no", "yes"]
    assert model.predict([[COOK, POSTING]])[0] == "yes"


def test_the_features_work_in_a_pipeline_under_cross_validation() -> None:
    rows, labels = pairs(12)
    pipeline = make_pipeline(
        FitTransformer(as_of=DAY, missing=0.0), StandardScaler(), LogisticRegression()
    )
    scores = cross_val_score(pipeline, np.array(rows, dtype=object), labels, cv=3)
    assert scores.mean() == 1.0


def test_a_fitted_classifier_is_small_when_it_is_saved() -> None:
    rows, labels = pairs(6)
    model = FitClassifier(as_of=DAY).fit(rows, labels)
    saved = pickle.dumps(model)
    assert len(saved) < 20_000
    assert list(pickle.loads(saved).predict(rows)) == list(model.predict(rows))  # noqa: S301


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ([["only one"]], "1 columns"),
        ([["a", "b", "c"]], "3 columns"),
        ([[1.0, 2.0]], "no texts"),
        ([["a", None]], "no texts"),
    ],
)
def test_a_table_of_anything_else_is_refused(table: list[list[Any]], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        FitTransformer(as_of=DAY).fit(np.array(table, dtype=object))


def test_a_day_has_to_be_given() -> None:
    with pytest.raises(ValueError, match="as_of is missing"):
        FitTransformer().fit([[COOK, POSTING]])


def written(table: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Any table of numbers as pairs of texts: the checks of scikit-learn know no others.

    Each row becomes one of 32 resumes, told apart by years and by what was cooked.
    """
    if all(isinstance(value, str) for value in table.flat):
        return table
    texts = []
    for row in np.asarray(table, dtype=float).reshape(len(table), -1):
        total = int(abs(round(float(row.sum()) * 2))) % 16
        resume = COOK if row[0] > 0 else CLERK
        texts.append([resume.replace("2019", str(2004 + total)), POSTING])
    return np.array(texts, dtype=object)


@pytest.fixture
def numbers_as_texts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(estimators, "_texts", written)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


BOUND_TO_NUMBERS = {
    "check_classifiers_train": "asks for accuracy on clouds of points, which texts do not keep"
}


@pytest.mark.usefixtures("numbers_as_texts")
@pytest.mark.parametrize(
    "estimator", [FitTransformer(as_of=DAY, missing=0.0), FitClassifier(as_of=DAY)], ids=repr
)
def test_the_estimators_pass_the_checks_of_scikit_learn(estimator: Any) -> None:
    results = check_estimator(
        estimator, expected_failed_checks=BOUND_TO_NUMBERS, on_fail=None, on_skip=None
    )
    failed = [
        f"{one['check_name']}: {one['exception']}" for one in results if one["status"] == "failed"
    ]
    assert failed == []
    assert sum(one["status"] == "passed" for one in results) > 40
