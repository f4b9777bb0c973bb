"""The attacks contain what they say, and the honest texts stay as they were written."""

from __future__ import annotations

import json
import math
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from benchmarks.__main__ import main as benchmark
from benchmarks.__main__ import runnable
from benchmarks.adversarial import AS_OF, FOLDER, bases, load_carriers, load_cases, main
from benchmarks.attacks import (
    BUILDERS,
    REPEATS,
    Attack,
    Base,
    Case,
    build,
    posting_lines,
)
from benchmarks.baselines import BM25, keyword_coverage, tfidf_cosine, words
from benchmarks.controls import CONTROLS, STOP_WORDS, Control
from benchmarks.corpus_bases import LEAST_KEYWORDS, corpus_cases
from benchmarks.outranking import Score, Scorer, as_json, as_table, failures, measure

WRITTEN = load_cases()
MADE = corpus_cases(load_carriers())
CASES = (*WRITTEN, *MADE)
STOP = frozenset({"about", "after", "along", "other", "their", "there", "these", "under", "while"})


@pytest.fixture(params=(*WRITTEN, *MADE[::9]), ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Case:
    assert isinstance(request.param, Case)
    return request.param


def attack(case: Case, name: Attack) -> str:
    built = BUILDERS[name](case)
    if built is None:
        pytest.skip(f"{case.name} has no material for {name}")
    return built


def test_there_are_enough_bases_and_trades() -> None:
    assert len(CASES) >= 40
    assert len({case.trade for case in CASES}) >= 40
    assert len({case.name for case in CASES}) == len(CASES)


def test_every_base_has_every_attack_once(case: Case) -> None:
    missing = {
        *([] if case.homonyms else [Attack.HOMONYMS]),
        *([] if case.paraphrase else [Attack.PARAPHRASED_POSTING]),
        *([] if case.stuffed else [Attack.WRITTEN_STUFFED]),
    }
    wanted = [attack for attack in Attack if attack not in missing]
    assert [attacked.attack for attacked in build(case).attacks] == wanted
    assert set(BUILDERS) == set(Attack)
    assert [controlled.control for controlled in build(case).controls] == list(Control)


def test_hand_written_bases_have_homonyms_and_a_paraphrase() -> None:
    assert all(case.homonyms and case.paraphrase for case in WRITTEN)


def test_bases_of_the_corpus_come_from_the_train_split_and_paste_lines_that_prove() -> None:
    from benchmarks.corpus import Split, load_corpus

    train = {posting.id for posting in load_corpus(split=Split.TRAIN)}
    assert {case.name for case in MADE} <= train
    assert all(len(case.keywords) >= LEAST_KEYWORDS for case in MADE)
    assert all(f"- {line}" in case.honest for case in MADE for line in case.paraphrase)
    assert sum(bool(case.paraphrase) for case in MADE) >= 40
    assert sum(case.stuffed is not None for case in MADE) >= 8


def test_controls_say_nothing_new(case: Case) -> None:
    told = set(words(case.honest))
    for control in Control:
        changed = CONTROLS[control](case.honest)
        assert set(words(changed)) - told <= set(STOP_WORDS.split()), control
        assert len(changed) > len(case.honest)


def test_the_honest_resume_and_the_posting_stay_unchanged(case: Case) -> None:
    base = build(case)
    assert (base.honest, base.posting) == (case.honest, case.posting)
    assert all(attacked.resume != case.honest for attacked in base.attacks)
    assert all(controlled.resume != case.honest for controlled in base.controls)


@pytest.mark.parametrize("name", ["sous_chef", "welder"])
def test_a_text_of_its_own_comes_from_its_file_unchanged(name: str) -> None:
    table = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    case = next(case for case in CASES if case.name == name)
    assert (case.posting, case.honest) == (table["posting"], table["honest"])


def test_all_attacks_keep_every_line_of_the_unrelated_resume(case: Case) -> None:
    for attacked in build(case).attacks:
        if attacked.attack is Attack.WRITTEN_STUFFED:
            continue
        lines = attacked.resume.splitlines()
        assert [line for line in case.carrier.splitlines() if line not in lines] == []


def test_all_attacks_on_a_posting_differ(case: Case) -> None:
    attacks = build(case).attacks
    assert len({attacked.resume for attacked in attacks}) == len(attacks)


def test_every_keyword_occurs_in_the_posting(case: Case) -> None:
    posting = case.posting.lower()
    patterns = {k: rf"(?<!\w){re.escape(k.lower())}" for k in case.keywords}
    missing = [k for k, pattern in patterns.items() if not re.search(pattern, posting)]
    assert missing == []
    assert len(case.keywords) >= 8


def test_no_keyword_occurs_in_the_unrelated_resume(case: Case) -> None:
    spoken = words(case.carrier)
    assert [keyword for keyword in case.keywords if keyword.lower() in spoken] == []


def test_pasted_keywords_are_all_there_and_below_skills(case: Case) -> None:
    skills = attack(case, Attack.PASTED_KEYWORDS).split("## Skills\n")[1]
    assert all(keyword in skills for keyword in case.keywords)


def test_the_pasted_posting_is_there_word_for_word(case: Case) -> None:
    assert case.posting in attack(case, Attack.PASTED_POSTING)


def test_the_paraphrase_shares_no_line_and_few_long_runs_with_the_posting(case: Case) -> None:
    said = words(case.posting)
    runs = {tuple(said[k : k + 6]) for k in range(len(said) - 5)}
    for line in case.paraphrase:
        again = words(line)
        assert not runs & {tuple(again[k : k + 6]) for k in range(len(again) - 5)}, line
    resume = attack(case, Attack.PARAPHRASED_POSTING)
    assert all(line in resume for line in case.paraphrase)


def test_the_posting_under_the_job_stands_before_the_education(case: Case) -> None:
    resume = attack(case, Attack.POSTING_UNDER_JOB)
    job, _, rest = resume.partition("## Education")
    assert rest
    assert all(f"- {line}" in job for line in posting_lines(case.posting))
    assert job.index("- " + posting_lines(case.posting)[0]) > job.index("### ")


def test_repeated_skills_are_repeated(case: Case) -> None:
    resume = attack(case, Attack.REPEATED_SKILLS)
    assert all(resume.count(keyword) >= REPEATS for keyword in case.keywords)


@pytest.mark.parametrize(
    ("name", "words_before"),
    [(Attack.EAGER_TO_LEARN, "Eager to learn"), (Attack.NEGATED_SKILLS, "No experience with")],
)
def test_wishes_and_negations_stand_before_each_keyword(
    case: Case, name: Attack, words_before: str
) -> None:
    resume = attack(case, name)
    assert all(f"- {words_before} {keyword}\n" in resume for keyword in case.keywords)
    assert resume.count(words_before) == len(case.keywords)


def test_claimed_years_stand_in_a_summary_and_in_no_dated_work(case: Case) -> None:
    resume = attack(case, Attack.CLAIMED_YEARS)
    summary, _, rest = resume.partition("## Experience")
    assert case.claim in summary
    assert case.claim not in rest
    assert re.search(r"\d+ years", case.claim)


def test_inflated_titles_have_dates_and_no_items(case: Case) -> None:
    before, _, _ = attack(case, Attack.INFLATED_TITLES).partition("## Experience")
    assert before.count(case.title) == 2
    assert before.count("(") == 2 + 2 * case.title.count("(")
    assert not re.search(r"^- ", before, re.MULTILINE)


def test_homonyms_use_words_of_the_posting_under_the_dated_job(case: Case) -> None:
    job, _, _ = attack(case, Attack.HOMONYMS).partition("## Education")
    assert all(f"- {line}\n" in job for line in case.homonyms)
    asked = {word[:5] for word in words(case.posting) if len(word) >= 4} - STOP
    used = {word for line in case.homonyms for word in words(line) if word[:5] in asked}
    assert len(used) >= 2, used


def test_the_hidden_comment_is_a_comment(case: Case) -> None:
    resume = attack(case, Attack.HIDDEN_COMMENT)
    comment = re.search(r"<!--(.*?)-->", resume, re.DOTALL)
    assert comment is not None
    assert all(keyword in comment[1] for keyword in case.keywords)
    assert re.sub(r"\n<!--.*?-->\n", "", resume, flags=re.DOTALL) == case.carrier


def test_the_combined_attack_has_keywords_claim_titles_and_paraphrase(case: Case) -> None:
    resume = attack(case, Attack.COMBINED)
    for part in (*case.keywords, case.claim, case.title, *case.paraphrase):
        assert part in resume


def test_two_builds_are_equal() -> None:
    assert bases() == bases()


def test_an_unknown_carrier_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "carriers.toml").write_text('[cook]\ntext = "# A"\n', encoding="utf-8")
    text = 'trade = "x"\ntitle = "x"\nposting = "p"\nhonest = "h"\ncarrier = "pilot"\n'
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    with pytest.raises(KeyError, match="pilot"):
        load_cases(tmp_path)


def test_posting_lines_drop_headings_and_marks() -> None:
    assert posting_lines("# T\n\n- a b\n2. c\n* d\ne") == ("a b", "c", "d", "e")


# -- the baselines and the table


def test_keyword_coverage_counts_distinct_content_words() -> None:
    assert keyword_coverage("python and sql and python", "I know SQL") == 0.5
    assert keyword_coverage("the and of", "anything") == 0.0


def test_tfidf_is_one_for_the_same_text_and_nothing_for_a_strange_one() -> None:
    assert tfidf_cosine("weld steel tanks", "weld steel tanks") == pytest.approx(1)
    assert tfidf_cosine("weld steel tanks", "walk small dogs") == 0


def test_bm25_prefers_rare_words_and_saturates_on_repetition() -> None:
    score = BM25(["common rare", "common a", "common b", "common c"])
    assert score("rare", "rare x") > score("common", "common x") > 0
    once, twice, often = (score("rare", "rare " * n + "x " * (40 - n)) for n in (1, 2, 20))
    limit = math.log(1 + (4 - 1 + 0.5) / (1 + 0.5)) * (1.2 + 1)
    assert once < twice < often < limit


def test_words_keep_the_signs_of_names() -> None:
    assert words("C++, C# and Node.js.") == ["c++", "c#", "and", "node.js"]


def test_pasting_the_posting_fools_keyword_coverage_in_every_base() -> None:
    scorer = Scorer(name="k", score=lambda p, r: Score(value=keyword_coverage(p, r)))
    result = measure(bases(), scorer)
    assert result.outranked(Attack.PASTED_POSTING) == 0
    assert result.held == 0


def ideal_and_fooled(family: tuple[Base, ...]) -> tuple[Scorer, Scorer]:
    honest = {base.honest for base in family}

    def score(_: str, resume: str) -> Score:
        return (
            Score(value=1.0, band="strong") if resume in honest else Score(value=0.0, band="none")
        )

    return Scorer(name="ideal", score=score), Scorer(
        name="flat", score=lambda _p, _r: Score(value=0.5, band="partial")
    )


def test_the_table_counts_strict_outranking_and_bands() -> None:
    family = bases()
    good, flat = (measure(family, scorer) for scorer in ideal_and_fooled(family))
    count = len(family)
    assert (good.held, flat.held) == (count, 0)
    assert (good.fooled(Attack.COMBINED), flat.fooled(Attack.COMBINED)) == (0, count)
    table = as_table((good, flat))
    assert f"{count}/{count} (100%)" in table
    assert f"| {sum(len(base.attacks) for base in family)} " in table
    assert f"| {Control.ITEMS_TWICE} ".ljust(8) in table


def test_failures_name_what_fits_what_is_not_outranked_and_what_moved() -> None:
    family = bases()[:1]
    good, flat = (measure(family, scorer) for scorer in ideal_and_fooled(family))
    assert len(failures(flat)) == len(family[0].attacks)
    assert all("fits" in line for line in failures(flat))
    # the ideal scorer knows the honest text alone, so it moves with every control
    assert len(failures(good)) == len(family[0].controls)
    assert all("moved" in line for line in failures(good))


def test_the_json_holds_every_score() -> None:
    family = bases()[:2]
    data = json.loads(as_json([measure(family, ideal_and_fooled(family)[0])], date(2026, 1, 2)))
    assert data["as_of"] == "2026-01-02"
    assert data["held"] == {"ideal": 1.0}
    attacks = [len(outcome["attacks"]) for outcome in data["results"][0]["outcomes"]]
    assert attacks == [len(base.attacks) for base in family]


def test_the_command_prints_a_table_and_writes_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "scores.json"
    assert main(["--scorers", "keywords", "bm25", "--json", str(target)]) == 0
    assert "| **every attack**" in capsys.readouterr().out
    data = json.loads(target.read_text(encoding="utf-8"))
    assert data["as_of"] == AS_OF.isoformat()
    assert set(data["held"]) == {"keywords", "bm25"}


def test_the_dispatcher_lists_and_refuses(capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmark([]) == 0
    listed = capsys.readouterr().out
    assert all(line.split()[0] in runnable() for line in listed.splitlines())
    assert "adversarial" in listed
    assert benchmark(["nothing"]) == 2
    assert "adversarial" in capsys.readouterr().err


def test_no_address_in_the_family_is_real(case: Case) -> None:
    for text in (case.carrier, case.honest, case.posting):
        domains = re.findall(r"@([\w.-]+\w)", text)
        assert all(
            re.fullmatch(r"(?:[\w-]+\.)*example(?:\.(?:com|org|net))?", domain)
            for domain in domains
        )
