# SPDX-License-Identifier: EUPL-1.2
"""The score on published cases: what is asked, what counts as found, and that a poorer body of law scores less."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from comity.advise.advise import Adviser
from comity.advise.score import CONFIRMED, ELSEWHERE, NONE_NAMED, Score, ScoredCase, ScoredGround, score
from comity.advise.score_cases import Codes, PublishedCase, codes_in, question_of, read_cases, read_codes
from comity.cli import main
from comity.corpus.corpus import Corpus
from comity.corpus.load import CHECKOUT, load
from comity.corpus.strict_yaml import read
from comity.model.errors import WrongInput

DATA = Path(__file__).parents[2] / "data"
CASE: Mapping[str, Any] = {
    "id": "ge-ua-invented",
    "basis_tier": "A",
    "requesting": "GE",
    "requested": "UA",
    "date": "2015-03-31",
    "measure": "extradition",
    "offence": "embezzlement of funds",
    "nationality": "GE/stateless (UA resident)",
    "facts": "refused",
    "expected": {
        "match": "all",
        "bases": [
            {"treaty": "ECE-1957", "articles": ["1", "3(2)"], "role": "primary", "certainty": "sourced"},
            {"treaty": "ECHR-1950", "articles": ["3"], "role": "constraint", "certainty": "sourced"},
        ],
        "grounds": [{"ground": "discrimination-clause", "result": "upheld"}, {"ground": "time-bar", "result": "raised"}],
    },
    "score": ["bases", "grounds"],
}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load()


@pytest.fixture(scope="module")
def codes() -> Codes:
    return read_codes(read(CHECKOUT / "vocabulary" / "case-codes.yaml").data)


@pytest.fixture(scope="module")
def open_cases(codes: Codes) -> tuple[PublishedCase, ...]:
    return read_cases(read(DATA / "cases-open.yaml").data, codes)


@pytest.fixture(scope="module")
def open_score(corpus: Corpus, open_cases: tuple[PublishedCase, ...]) -> Score:
    return score(Adviser(corpus), open_cases)


def one(corpus: Corpus, codes: Codes, **changes: object) -> ScoredCase:
    (case,) = read_cases([{**CASE, **changes}], codes)
    return score(Adviser(corpus), [case]).cases[0]


def with_bases(*bases: Mapping[str, object], match: str = "all") -> dict[str, object]:
    return {"match": match, "bases": list(bases), "grounds": []}


def primary(treaty: str, **more: object) -> dict[str, object]:
    return {"treaty": treaty, "role": "primary", "certainty": "sourced", **more}


# -- what is asked


def test_the_question_tells_nothing_of_the_outcome(codes: Codes) -> None:
    (case,) = read_cases([CASE], codes)
    question = question_of(case, ["GE", "UA"])
    assert question == {
        "id": "ge-ua-invented",
        "requesting": "GE",
        "requested": "UA",
        "on": "2015-03-31",
        "measure": "extradition",
        "offence": {"name": "embezzlement of funds"},
        "person": {"nationality": ["GE"]},
        "pleas": ["discrimination-clause", "time-bar"],
    }


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("RU/IL/UA", ("RU", "IL", "UA")),
        ("-", ()),
        ("stateless (TM born)", ()),
        ("KR (NZ resident)", ("KR",)),
        ("DE (formerly TR)", ("DE",)),
    ],
)
def test_only_codes_are_nationalities(words: str, expected: tuple[str, ...]) -> None:
    assert codes_in(words) == expected


def test_the_codes_agree_with_the_list_of_the_collection(codes: Codes) -> None:
    with (DATA / "treaty-codes.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            kind, target = codes.target(row["code"])
            assert (f"route:{target}" if kind == "route" else target) == row["id"]


def test_a_code_that_is_not_listed_is_derived(codes: Codes) -> None:
    assert codes.target("DOM:XX-SOME-ACT") == ("instrument", "xx-some-act")
    assert codes.target("BIL:XA-XB-1999-LEGAL-ASSISTANCE") == ("instrument", "bil-xa-xb-1999-mla")


# -- what counts


def test_a_basis_is_found_with_its_place(corpus: Corpus, codes: Codes) -> None:
    case = one(corpus, codes)
    assert (case.scored, case.encoded, case.found, case.ranked, case.top, case.missed) == (True, True, True, True, True, False)
    assert case.grounds[0].answered
    assert case.grounds[0].article == CONFIRMED
    assert [ground.scored for ground in case.grounds] == [True, False]


def test_all_bases_or_any(corpus: Corpus, codes: Codes) -> None:
    both = (primary("ECE-1957"), primary("ECIVCJ-1970"))
    assert not one(corpus, codes, expected=with_bases(*both)).found
    assert one(corpus, codes, expected=with_bases(*both, match="any")).found


def test_an_instrument_that_is_not_encoded_is_named(corpus: Corpus, codes: Codes) -> None:
    case = one(corpus, codes, expected=with_bases(primary("NO-SUCH-TREATY")))
    assert not case.encoded
    assert case.bases[0].why == "this instrument is not encoded"


def test_what_was_held_not_to_apply_must_not_be_returned(corpus: Corpus, codes: Codes) -> None:
    case = one(corpus, codes, expected=with_bases({"treaty": "ECE-1957", "role": "not-applicable"}))
    assert case.wrongly_returned == ("ets-024",)
    assert case.missed
    assert not case.scored


def test_a_basis_only_inferred_counts_in_tier_c_alone(corpus: Corpus, codes: Codes) -> None:
    inferred = with_bases(primary("ECE-1957", certainty="inferred"))
    assert not one(corpus, codes, expected=inferred).scored
    assert one(corpus, codes, expected=inferred, basis_tier="C").scored


def test_statutes_and_routes_count_without_rank(corpus: Corpus, codes: Codes) -> None:
    statute = {"treaty": "DOM:NZ-EXTRADITION-ACT-1999", "role": "domestic", "certainty": "sourced"}
    case = one(corpus, codes, requesting="CN", requested="NZ", expected=with_bases(statute))
    assert (case.found, case.ranked, case.missed) == (True, False, False)
    assert not one(corpus, codes, expected=with_bases(statute)).found
    assert one(corpus, codes, requesting="CO", requested="RU", expected=with_bases(primary("RECIPROCITY"))).found


def test_an_answer_elsewhere_is_not_right() -> None:
    plea = ScoredGround("time-bar", True, True, ELSEWHERE, "mandatory", ("ets-024 10 (must-refuse)",))
    assert not plea.right
    assert replace(plea, article=NONE_NAMED).right
    assert not replace(plea, article=NONE_NAMED, answered=False).right


def test_a_case_that_cannot_be_asked_is_a_miss_with_its_reason(corpus: Corpus, codes: Codes) -> None:
    case = one(corpus, codes, measure="no-such-measure")
    assert case.missed
    assert "no-such-measure" in case.problem


@pytest.mark.parametrize("wrong", [{}, [], ["text"], [{**CASE, "basis_tier": "D"}], [{**CASE, "expected": None}], [{**CASE, "date": None}]])
def test_a_wrong_file_is_wrong_input(wrong: object, codes: Codes) -> None:
    with pytest.raises(WrongInput):
        read_cases(wrong, codes)


# -- the open cases


def test_the_open_cases(open_score: Score) -> None:
    strangers = next(tally for tally in open_score.tallies if tally.tier == "A+B")
    everything = open_score.tallies[-1]
    assert everything.cases == 52
    assert strangers.found >= 0.9 * strangers.encoded
    assert strangers.top >= 0.85 * strangers.ranked
    assert strangers.right >= 0.85 * strangers.pleas
    assert not any(case.problem for case in open_score.cases)


@pytest.mark.parametrize("emptied", ["ets-024", "minsk-1993", "ch-imac"])
def test_teeth_a_body_of_law_without_the_rules_of_an_instrument_scores_less(
    corpus: Corpus, open_cases: tuple[PublishedCase, ...], open_score: Score, emptied: str
) -> None:
    laws = tuple(replace(law, provisions=(), relations=(), statements=()) if law.id == emptied else law for law in corpus.instruments)
    worse = score(Adviser(replace(corpus, instruments=laws)), open_cases).tallies[-1]
    assert worse.found < open_score.tallies[-1].found
    assert worse.right < open_score.tallies[-1].right


def test_teeth_an_instrument_taken_out_is_named_as_not_encoded(
    corpus: Corpus, open_cases: tuple[PublishedCase, ...], open_score: Score
) -> None:
    laws = tuple(law for law in corpus.instruments if law.id != "ch-imac")
    worse = score(Adviser(replace(corpus, instruments=laws)), open_cases)
    assert worse.tallies[-1].encoded < open_score.tallies[-1].encoded
    assert "ch-imac" in {basis.target for case in worse.misses for basis in case.bases if not basis.encoded}


# -- the command


def test_the_command_prints_a_table_or_json() -> None:
    shown = CliRunner().invoke(main, ["law", "score"])
    assert shown.exit_code == 0, shown.output
    assert "1st or 2nd" in shown.output
    assert "Misses" in shown.output
    data = json.loads(CliRunner().invoke(main, ["law", "score", str(DATA / "cases-open.yaml"), "--json"]).output)
    assert [tally["tier"] for tally in data["tiers"]] == ["A", "B", "C", "A+B", "all"]
    assert len(data["cases"]) == 53


def test_the_command_names_what_is_not_encoded(tmp_path: Path) -> None:
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([{**CASE, "expected": with_bases(primary("NO-SUCH-TREATY"))}]), encoding="utf-8")
    shown = CliRunner().invoke(main, ["law", "score", str(file)])
    assert shown.exit_code == 0, shown.output
    assert "Instruments not encoded" in shown.output
    assert "ge-ua-invented (A): no-such-treaty" in shown.output


def test_the_command_without_cases_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("comity.cli.score_command.OPEN_CASES", tmp_path / "absent.yaml")
    result = CliRunner().invoke(main, ["law", "score"])
    assert result.exit_code == 2
    assert result.output.startswith("wrong input: ")
    assert "name a file of cases" in result.output
