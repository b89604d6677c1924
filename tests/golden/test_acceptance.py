# SPDX-License-Identifier: EUPL-1.2
"""What the main job must show, asked of the real body of law through the command line, on fixed days."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from comity.cli.main import main
from comity.corpus.corpus import Corpus
from comity.corpus.load import load

TODAY = "2026-11-24"
QUESTIONS = Path(__file__).resolve().parents[2] / "examples" / "demo"
SEED = 2026

Answer = dict[str, Any]


def comity(*words: str, given: str | None = None) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, list(words), input=given)


@cache
def corpus() -> Corpus:
    """The real body of law, read once; the commands read it for themselves."""
    return load()


@pytest.fixture(autouse=True)
def one_body_of_law(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command of this file sees the same law, read once."""
    monkeypatch.setattr("comity.cli.advise_command.load", corpus)


def advise(*words: str, exit_code: int = 0, on: str = TODAY) -> Answer:
    """The answer of ``comity advise --json``."""
    result = comity("advise", "--json", "--on", on, *words)
    assert result.exit_code == exit_code, result.output
    answer: Answer = json.loads(result.stdout)
    return answer


def between(one: str, other: str, measure: str, *words: str, exit_code: int = 0, on: str = TODAY) -> Answer:
    """The answer for a pair and a measure."""
    return advise("--from", one, "--to", other, "--measure", measure, *words, exit_code=exit_code, on=on)


def facts(**values: object) -> list[str]:
    """Facts as options; a double underscore stands for a dot."""
    return [word for name, value in values.items() for word in ("--fact", f"{name.replace('__', '.')}={str(value).lower()}")]


def penalties(requesting: int, requested: int) -> list[str]:
    """The greatest penalty on both sides, in months, for an act that both punish."""
    return facts(offence__max_penalty_months__requesting=requesting, offence__max_penalty_months__requested=requested, offence__dual=True)


def basis(answer: Answer, instrument: str) -> Any:
    """The entry of an instrument."""
    found = [item for item in answer["bases"] if item["instrument"] == instrument]
    assert len(found) == 1, f"{instrument}: {[item['instrument'] for item in answer['bases']]}"
    return found[0]


def findings(answer: Answer, **wanted: object) -> list[Any]:
    """The findings with these values."""
    return [item for item in answer["findings"] if all(item[key] == value for key, value in wanted.items())]


def carrying(answer: Answer) -> list[str]:
    """Primary bases that are not excluded, in order."""
    return [item["instrument"] for item in answer["bases"] if item["outcome"] != "no" and item["role"] == "primary"]


# -- 1: the questions of the demonstration


def demo(number: int) -> Answer:
    """The answer to a question of ``examples/demo``."""
    (path,) = QUESTIONS.glob(f"{number}-*.json")
    line = json.dumps(json.loads(path.read_text(encoding="utf-8")))
    result = comity("advise", "--batch", "-", given=line)
    assert result.exit_code == 0, result.output
    answer: Answer = json.loads(result.stdout)
    return answer


def test_bank_records_from_georgia() -> None:
    answer = demo(1)
    assert answer["verdict"] == "conditional"
    assert carrying(answer)[0] == "cets-198", "the special before the general"
    assert {"ets-030", "minsk-1993", "uncac", "untoc"} <= set(carrying(answer))
    assert "ets-099" in basis(answer, "ets-030")["with"]
    for replaced in ("ets-141", "bil-az-ge-1996-mla"):
        entry = [item for item in answer["bases"] if item["instrument"] == replaced]
        assert all(item["outcome"] == "no" and "replaced" in item["why"] for item in entry)


def test_extradition_from_turkiye() -> None:
    answer = demo(2)
    assert answer["verdict"] == "conditional"
    assert carrying(answer) == ["ets-024"]
    assert {"ets-086", "ets-098", "cets-209", "cets-212"} <= set(basis(answer, "ets-024")["with"])
    assert basis(answer, "bil-az-tr-1992-mla")["outcome"] == "no"
    assert "ets-024 28(1)" in basis(answer, "bil-az-tr-1992-mla")["why"]


def test_russia_asks_azerbaijan_before_and_after_chisinau() -> None:
    before, after = demo(3), demo(4)
    assert {"minsk-1993", "ets-024"} == set(carrying(before))
    assert {"chisinau-2002", "ets-024"} == set(carrying(after))
    assert "replaced" in basis(after, "minsk-1993")["why"]
    assert basis(before, "chisinau-2002")["outcome"] == "no"


def test_a_witness_heard_in_uzbekistan() -> None:
    answer = demo(5)
    assert carrying(answer)[0] == "chisinau-2002"
    assert "untoc" in carrying(answer)
    assert basis(answer, "minsk-1993")["outcome"] == "no"
    bilateral = basis(answer, "bil-az-uz-1997-mla")
    assert (bilateral["outcome"], "not known" in bilateral["why"]) == ("unknown", True)


def test_confiscation_in_germany() -> None:
    answer = demo(6)
    assert carrying(answer)[0] == "cets-198"
    assert {"uncac", "untoc"} <= set(carrying(answer))
    assert basis(answer, "ets-070")["outcome"] == "no"
    assert basis(answer, "ets-141")["outcome"] == "no"


def test_ukraine_between_three_readings() -> None:
    answer = demo(7)
    assert basis(answer, "ets-024")["rank"] == 1
    minsk = basis(answer, "minsk-1993")
    assert minsk["outcome"] == "unknown"
    for reading in ("2023-12-29", "2024-05-19", "2025-04-14"):
        assert reading in minsk["why"], "every reading is shown"


@pytest.mark.parametrize(
    ("on", "outcome"), [("2023-12-28", "yes"), ("2023-12-29", "unknown"), ("2025-04-13", "unknown"), ("2025-04-14", "no")]
)
def test_ukraine_leaves_minsk(on: str, outcome: str) -> None:
    words = ["--offence", "drug-trafficking", "--purpose", "prosecution", *penalties(120, 96)]
    assert basis(between("AZ", "UA", "extradition", *words, on=on), "minsk-1993")["outcome"] == outcome


@pytest.mark.parametrize(("on", "outcome"), [("2022-12-22", "yes"), ("2022-12-23", "no")])
def test_ukraine_suspended_minsk_towards_russia(on: str, outcome: str) -> None:
    words = ["--offence", "fraud", "--purpose", "prosecution", *penalties(120, 96)]
    assert basis(between("RU", "UA", "extradition", *words, on=on), "minsk-1993")["outcome"] == outcome
    assert basis(between("KZ", "UA", "hearing-witness", on=on), "minsk-1993")["outcome"] != "no", "towards others it stands"


# -- 2: many at once, and wrong input


def generated(count: int) -> list[dict[str, object]]:
    """Seeded queries over the real body of law."""
    chance = random.Random(SEED)  # noqa: S311 - seeded questions, no secret
    often = ["AZ", "GE", "TR", "RU", "DE", "UA", "KZ", "US"]
    pairs = [(one, other) for one in often for other in often if one != other]
    measures = ["extradition", "bank-records", "confiscation", "service-documents"]
    offences = sorted(corpus().offences)
    grounds = sorted(corpus().grounds)
    queries: list[dict[str, object]] = []
    for number in range(count):
        one, other = chance.choice(pairs)
        queries.append(
            {
                "id": f"q{number}",
                "requesting": one,
                "requested": other,
                "measure": chance.choice(measures),
                "on": f"{chance.randint(1996, 2026)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
                "offence": {"name": chance.choice(offences)},
                "pleas": chance.sample(grounds, chance.randint(0, 2)),
                "facts": {
                    "offence.max_penalty_months.requesting": chance.choice([6, 60]),
                    "offence.political": chance.choice([None, False]),
                },
            }
        )
    return queries


def test_two_thousand_queries(tmp_path: Path) -> None:
    queries = generated(2000)
    batch = tmp_path / "queries.jsonl"
    batch.write_text("".join(json.dumps(query) + "\n\n" for query in queries), encoding="utf-8")
    result = comity("advise", "--batch", str(batch))
    assert result.exit_code == 0, result.stderr[-2000:]
    lines = result.stdout.splitlines()
    assert len(lines) == len(queries), "blank lines are skipped, all others answered"
    assert [line.partition('"id":"')[2].partition('"')[0] for line in lines] == [query["id"] for query in queries]
    verdicts = {json.loads(line)["verdict"] for line in lines[::20]}
    assert len(verdicts) > 1


WRONG: dict[str, dict[str, object]] = {
    "actor": {"requesting": "QQ"},
    "measure": {"measure": "teleportation"},
    "day": {"on": "2026-02-30"},
    "field": {"surprise": 1},
    "fact": {"facts": {"offence.dull": True}},
    "type": {"facts": {"offence.dual": "perhaps"}},
    "plea": {"pleas": ["bad-weather"]},
    "itself": {"requested": "AZ"},
}


@pytest.mark.parametrize("what", sorted(WRONG))
def test_a_wrong_line_is_answered_in_its_place(what: str) -> None:
    right: dict[str, object] = {"id": "a", "requesting": "AZ", "requested": "GE", "measure": "bank-records", "on": TODAY}
    lines = [right, {**right, "id": "b", **WRONG[what]}, {**right, "id": "c"}]
    result = comity("advise", "--batch", "-", given="\n".join(json.dumps(line) for line in lines))
    assert result.exit_code == 2
    first, wrong, last = (json.loads(line) for line in result.stdout.splitlines())
    assert (first["id"], first["verdict"], last["id"]) == ("a", last["verdict"], "c")
    assert (wrong["id"], wrong["line"]) == ("b", 2)
    assert set(wrong["error"]) == {"code", "what", "where", "do"}
    assert all(wrong["error"].values()), wrong
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.stderr


WORDS = [
    (["--from", "QQ", "--to", "GE", "--measure", "bank-records"], "QQ"),
    (["--from", "AZ", "--to", "GE", "--measure", "bank-recrods"], "bank-records"),
    (["--from", "AZ", "--to", "GE", "--measure", "bank-records", "--on", "tomorrow"], "tomorrow"),
    (["--from", "AZ", "--to", "AZ", "--measure", "bank-records"], "same"),
    (["--from", "AZ", "--to", "GE", "--measure", "bank-records", "--fact", "offence.dull=true"], "offence.dual"),
    (["--from", "AZ", "--to", "GE", "--measure", "bank-records", "--fact", "offence.dual=maybe"], "offence.dual"),
    (["--from", "AZ", "--to", "GE", "--measure", "bank-records", "--plea", "bad-weather"], "bad-weather"),
    (["--from", "AZ", "--to", "GE", "--measure", "bank-records", "--surprise", "1"], "--surprise"),
    (["--batch", "no-such-file.jsonl"], "no-such-file.jsonl"),
]


@pytest.mark.parametrize(("words", "named"), WORDS, ids=[named for _, named in WORDS])
def test_wrong_input_is_said_and_helped(words: Sequence[str], named: str) -> None:
    result = comity("advise", *words)
    assert result.exit_code == 2
    assert not result.stdout
    assert named in result.stderr
    assert " - " in result.stderr, "what to do"
    assert "Traceback" not in result.stderr


# -- 3: status (every list and many days: tests/data/test_status_agrees.py)


def test_law_status() -> None:
    result = comity("law", "status", "ets-024", "--on", "2003-01-01", "--json")
    assert result.exit_code == 0
    parties = {party["actor"]: party["since"] for party in json.loads(result.stdout)["parties"]}
    assert parties["AZ"] == "2002-09-26"
    assert parties["GE"] == "2001-09-13"
    assert "US" not in parties


# -- 5: what gives no basis, and why


def test_no_basis_for_azerbaijan_under_two_conventions() -> None:
    validity = basis(between("DE", "AZ", "recognition-judgment"), "ets-070")
    assert validity["outcome"] == "no"
    assert "AZ: not a party" in validity["why"]
    transfer = basis(between("UA", "AZ", "transfer-proceedings"), "ets-073")
    assert transfer["outcome"] == "no"
    assert "AZ: not a party" in transfer["why"]


@pytest.mark.parametrize("pair", [("AZ", "GE"), ("VN", "RU"), ("FR", "DE"), ("QA", "AZ")])
def test_the_convention_on_cybercrime_of_2024_is_no_basis_yet(pair: tuple[str, str]) -> None:
    entry = basis(between(*pair, "data-preservation"), "un-cybercrime-2024")
    assert entry["outcome"] == "no"
    assert "it is not in force" in entry["why"]


@pytest.mark.parametrize("pair", [("AZ", "GE"), ("FR", "DE"), ("MD", "UA")])
def test_the_third_protocol_on_assistance_is_no_basis_yet(pair: tuple[str, str]) -> None:
    entry = basis(between(*pair, "hearing-video"), "cets-227")
    assert entry["outcome"] == "no"
    assert "it is not in force" in entry["why"]


@pytest.mark.parametrize("pair", [("AZ", "GE"), ("DE", "AZ")])
def test_the_second_protocol_on_assistance_is_signed_only_by_azerbaijan(pair: tuple[str, str]) -> None:
    answer = between(*pair, "hearing-video")
    entry = basis(answer, "ets-182")
    assert entry["outcome"] == "no"
    assert "AZ: signed, never consented" in entry["why"]
    assert all("ets-182" not in item["with"] for item in answer["bases"])
    parties = between("DE", "GE", "hearing-video")
    assert "ets-182" in basis(parties, "ets-030")["with"], "between two parties it works"


# -- 6: nationality, thresholds, statements


def test_germany_asks_for_a_citizen_of_azerbaijan() -> None:
    words = ["--offence", "fraud", "--nationality", "AZ", "--purpose", "prosecution", *penalties(60, 48)]
    answer = between("DE", "AZ", "extradition", *words, exit_code=1)
    assert answer["verdict"] == "barred"
    (constitution,) = findings(answer, instrument="az-constitution", article="53(II)", basis="ets-024")
    assert (constitution["kind"], constitution["outcome"], constitution["effect"]) == ("must-refuse", "yes", "against")
    declared = findings(answer, instrument="ets-024", ground="nationality", kind="must-refuse", outcome="yes", by="AZ")
    assert declared, "the declaration of Azerbaijan to article 6"
    assert all(item["article"].startswith("6") for item in declared)
    assert "citizens" in declared[0]["says"]


def test_azerbaijan_asks_for_a_citizen_of_georgia() -> None:
    words = ["--offence", "fraud", "--nationality", "GE", "--purpose", "prosecution", *penalties(60, 48)]
    answer = between("AZ", "GE", "extradition", *words)
    assert answer["verdict"] == "conditional"
    (optional,) = findings(answer, instrument="ets-024", article="6(1)(a)", ground="nationality", basis="ets-024")
    assert (optional["kind"], optional["outcome"]) == ("may-refuse", "yes")
    closing = findings(answer, instrument="minsk-1993", ground="nationality", kind="must-refuse", outcome="yes")
    assert {item["basis"] for item in closing} == {"minsk-1993"}
    assert basis(answer, "minsk-1993")["closed"]
    assert not basis(answer, "ets-024")["closed"]
    assert "nationality" in {item["ground"] for item in answer["discretion"]}


def test_six_months_are_too_little() -> None:
    words = ["--offence", "fraud", "--purpose", "prosecution", *penalties(6, 6)]
    answer = between("AZ", "GE", "extradition", *words, exit_code=1)
    entry = basis(answer, "ets-024")
    assert entry["outcome"] == "no"
    assert "ets-024 2(1)" in entry["why"]
    failing = findings(answer, instrument="ets-024", article="2(1)", ground="minimum-penalty", outcome="no")
    assert [item["kind"] for item in failing] == ["require"]


def test_azerbaijan_asks_japan_over_tax() -> None:
    words = ["--offence", "tax", "--purpose", "prosecution", *penalties(36, 36)]
    answer = between("AZ", "JP", "extradition", *words)
    assert answer["verdict"] == "statute-only"
    entry = basis(answer, "untoc")
    assert entry["outcome"] == "no"
    assert any(route["kind"] in {"statute", "reciprocity"} and route["instrument"] for route in answer["routes"])
    graver = between("AZ", "JP", "extradition", "--offence", "tax", "--purpose", "prosecution", *penalties(48, 48))
    assert basis(graver, "untoc")["outcome"] != "no", "a serious crime carries four years"


def test_azerbaijan_asks_viet_nam_over_an_organised_crime() -> None:
    words = ["--offence", "organised-group", "--purpose", "prosecution", *penalties(96, 96)]
    entry = basis(between("AZ", "VN", "extradition", *words), "untoc")
    assert entry["outcome"] == "no"
    assert "VN's declaration to untoc 16" in entry["why"]
    assert "does not take the Convention as the direct basis" in entry["why"]


def test_five_months_are_no_bar_under_the_treaty() -> None:
    months = facts(sentence__imposed_months=5, sentence__remaining_months=5)
    words = ["--offence", "fraud", "--nationality", "DE", "--purpose", "execution", *penalties(60, 48), *months]
    answer = between("DE", "AZ", "extradition", *words)
    assert answer["verdict"] not in {"barred", "no-basis"}
    assert basis(answer, "ets-024")["outcome"] == "yes"
    conflict = [item for item in findings(answer, kind="conflict", basis="ets-024") if item["ground"] == "remaining-sentence"]
    assert [item["instrument"] for item in conflict] == ["az-extradition-law"]
    assert conflict[0]["against"] == {"instrument": "ets-024", "article": "2(1)"}
    met = findings(answer, instrument="ets-024", article="2(1)", basis="ets-024", kind="require")
    assert {item["outcome"] for item in met} == {"yes"}


def test_georgia_may_demand_what_azerbaijan_declared() -> None:
    words = ["--offence", "fraud", *facts(offence__dual=False)]
    asked = between("AZ", "GE", "search-seizure", *words)
    for article, ground in (("5(1)(a)", "dual-criminality"), ("5(1)(c)", "contrary-to-domestic-law")):
        (finding,) = findings(asked, instrument="ets-030", article=article, basis="ets-030")
        assert (finding["kind"], finding["ground"], finding["by"]) == ("may-refuse", ground, "GE")
    assert findings(asked, instrument="ets-030", article="5(1)(a)")[0]["outcome"] == "yes", "no offence in both"
    assert not findings(asked, instrument="ets-030", article="5(1)(b)"), "which Azerbaijan did not declare"
    harmless = between("AZ", "GE", "service-documents", *words)
    assert not findings(harmless, instrument="ets-030", article="5(1)(a)"), "article 5 is about searches"
