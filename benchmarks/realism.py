"""How like real ones the corpus' English postings and resumes are, side by side.

usage: python -m benchmarks realism [--json FILE]

Both sets go through fitcheck's own readers, so lengths, zones, kinds and dates are counted alike.
At the end a classifier (TF-IDF of content words, logistic regression, five folds) tries to tell
ours from real ones: AUROC .5 would mean that it cannot. The words that give ours away are printed.
Real texts are read from ../shared/data; nothing of them is stored. Exit status 2: not there.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contenders import SEED
from benchmarks.corpus import load_corpus
from benchmarks.corpus_files import render
from benchmarks.judged import AS_OF
from fitcheck.analyzer import Analyzer
from fitcheck.documents.document import BlockKind, Document
from fitcheck.errors import InputError
from fitcheck.language.detect import detect_language
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.zone_model import told_lines

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
POSTINGS = {"remote/*.md": 70, "la_city/*.txt": 40, "uk_dfe/*.md": 30, "html_jsonld/*.html": 40}
"""Which real postings are read, and how many of each source at most (evenly spread by name)."""
RESUMES = {"livecareer_sample/*/*.pdf": 130, "anonymised_docx/*.docx": 60}

_DATES = {
    "Mar 2019": r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\.? (?:19|20)\d\d",
    "March 2019": r"\b(?:january|february|march|april|june|july|august|september|october|november"
    r"|december),? (?:19|20)\d\d",
    "03/2019": r"\b\d{1,2}[/.](?:19|20)\d\d",
    "2019-03": r"\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])\b",
    "2016-2019": r"\b(?:19|20)\d\d ?[-–—] ?(?:(?:19|20)\d\d|present|now|current)",
    "Sept '18": r"[a-z]{3,9}\.? ?['’]\d\d\b",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was counted in one text. `tallies` are numbers, `shares` counts by name."""

    text: str
    tallies: dict[str, float]
    shares: dict[str, Counter[str]]


def real_files(kind: str, wanted: dict[str, int]) -> Iterator[Path]:
    """The chosen files, evenly spread over each source."""
    for pattern, most in wanted.items():
        found = sorted((DATA / kind).glob(pattern))
        step = max(1, len(found) // most)
        yield from found[::step][:most]


def _layout(document: Document) -> tuple[dict[str, float], dict[str, Counter[str]]]:
    words = document.text.split()
    lengths = [len(document.quote(block.span).split()) for block in document.blocks]
    tallies = {
        "words": len(words),
        "blocks": len(document.blocks),
        "words a block": statistics.mean(lengths) if lengths else 0.0,
        "distinct words in 100": len({w.lower() for w in words[:100]}),
        "share of list items": _share(document, BlockKind.LIST_ITEM),
        "share of headings": _share(document, BlockKind.HEADING),
    }
    return tallies, {}


def _share(document: Document, kind: BlockKind) -> float:
    return sum(block.kind is kind for block in document.blocks) / max(1, len(document.blocks))


def measure_posting(analyzer: Analyzer, document: Document) -> Measured:
    """Lengths, the zones of lines and the kinds of what is asked."""
    posting = analyzer.posting(document, as_of=AS_OF)
    tallies, shares = _layout(document)
    tallies["asks"] = len({r.span for r in posting.requirements})
    tallies["asks of years"] = sum(r.min_months is not None for r in posting.requirements)
    shares["kinds"] = Counter(r.kind.value for r in posting.requirements)
    shares["zones"] = Counter(line.zone.value for line in told_lines(document, Embeddings.load()))
    return Measured(text=document.text, tallies=tallies, shares=shares)


def measure_resume(analyzer: Analyzer, document: Document) -> Measured:
    """Lengths, positions, months, and how dates are written."""
    resume = analyzer.resume(document, as_of=AS_OF)
    tallies, shares = _layout(document)
    tallies["positions"] = len(resume.positions)
    tallies["years in all"] = resume.experience_months / 12
    tallies["degrees and courses"] = len(resume.education)
    low = document.text.lower()
    shares["dates"] = Counter({name: len(re.findall(p, low)) for name, p in _DATES.items()})
    shares["sections"] = Counter(item.section.value for item in resume.items)
    return Measured(text=document.text, tallies=tallies, shares=shares)


Measure = Callable[[Analyzer, Document], Measured]


def measured(analyzer: Analyzer, documents: Sequence[Document], measure: Measure) -> list[Measured]:
    """The counts of all English documents."""
    return [measure(analyzer, d) for d in documents if detect_language(d.text) in ("en", None)]


def side_by_side(ours: Sequence[Measured], real: Sequence[Measured]) -> str:
    """Medians with the middle 80 %, then shares, ours beside real ones."""
    lines = [f"{'':<24}{'ours':>24}{'real':>24}"]
    for name in ours[0].tallies:
        row = [_spread([m.tallies[name] for m in side]) for side in (ours, real)]
        lines.append(f"{name:<24}{row[0]:>24}{row[1]:>24}")
    for group in ours[0].shares:
        sums = [sum((m.shares[group] for m in side), Counter[str]()) for side in (ours, real)]
        for name in sorted(sums[0] | sums[1], key=lambda n: -sums[1][n]):
            row = [f"{total[name] / max(1, total.total()):.3f}" for total in sums]
            lines.append(f"{group + ': ' + name:<24}{row[0]:>24}{row[1]:>24}")
    return "\n".join(lines)


def _spread(values: Sequence[float]) -> str:
    cuts = statistics.quantiles(values, n=10)
    return f"{statistics.median(values):.1f} ({cuts[0]:.1f}-{cuts[-1]:.1f})"


def _letters(text: str) -> str:
    """The words of three letters and more, lower case: no numbers, marks, initials or addresses."""
    bare = re.sub(r"\S+@\S+|\S*example\.(?:com|org|net)\S*|https?://\S+", " ", text.lower())
    return " ".join(re.findall(r"[^\W\d_]{3,}", bare))


def told_apart(ours: Sequence[str], real: Sequence[str]) -> tuple[float, list[str], list[str]]:
    """AUROC of a classifier of content words, and the words that speak most for either side."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline

    texts = [*ours, *real]
    labels = [1] * len(ours) + [0] * len(real)
    vectorizer = TfidfVectorizer(
        stop_words="english", sublinear_tf=True, min_df=4, preprocessor=_letters
    )
    model = make_pipeline(vectorizer, LogisticRegression(C=10, max_iter=1000))
    folds = StratifiedKFold(5, shuffle=True, random_state=SEED)
    said = cross_val_predict(model, texts, labels, cv=folds, method="predict_proba")[:, 1]
    model.fit(texts, labels)
    weights = model[-1].coef_[0]
    order = weights.argsort()
    names = vectorizer.get_feature_names_out()
    top = [str(names[n]) for n in order[::-1][:25]]
    return float(roc_auc_score(labels, said)), top, [str(names[n]) for n in order[:25]]


def _read(analyzer: Analyzer, paths: Iterator[Path]) -> list[Document]:
    documents = []
    for path in paths:
        try:
            documents.append(analyzer.read(path))
        except InputError as problem:
            print(f"left out: {path.name}: {problem.code.value}", file=sys.stderr)
    return documents


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="store the AUROCs")
    options = parser.parse_args(arguments)
    if not DATA.is_dir():
        print("the development data (../shared/data) are not beside this checkout", file=sys.stderr)
        return 2
    analyzer = Analyzer()
    corpus = [posting for posting in load_corpus() if posting.language == "en"]
    own_postings = [analyzer.read(p.text.encode(), name="posting.md") for p in corpus]
    rendered = [render(resume) for posting in corpus for resume in posting.resumes]
    own_resumes = [analyzer.read(data, name="resume" + suffix) for suffix, data in rendered]
    figures = {}
    for kind, ours, wanted, measure in (
        ("postings", own_postings, POSTINGS, measure_posting),
        ("resumes", own_resumes, RESUMES, measure_resume),
    ):
        mine = measured(analyzer, ours, measure)
        real = measured(analyzer, _read(analyzer, real_files(kind, wanted)), measure)
        print(f"\n{kind}: {len(mine)} of ours, {len(real)} real\n{side_by_side(mine, real)}")
        auroc, give_away, missing = told_apart([m.text for m in mine], [m.text for m in real])
        figures[kind] = auroc
        print(f"told apart with AUROC {auroc:.3f}")
        print(f"words for ours: {' '.join(give_away)}\nwords for real: {' '.join(missing)}")
        if kind == "postings":
            chosen = [m.text for m, p in zip(mine, corpus, strict=True) if p.form == "corporate"]
            office = measured(
                analyzer, _read(analyzer, real_files(kind, {"remote/*.md": 70})), measure
            )
            auroc, *_ = told_apart(chosen, [m.text for m in office])
            figures["corporate postings"] = auroc
            print(f"the {len(chosen)} corporate ones among {len(office)} real ones: {auroc:.3f}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
