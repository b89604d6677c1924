# SPDX-License-Identifier: EUPL-1.2
"""`comity advise` and `comity ask`: fields of the answer (CONTRACT, "Answer"), exit codes, languages, what a terminal shows."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from comity.cli import files, style
from unit.cli.conftest import Run

ASK = ("advise", "--from", "XA", "--to", "XB", "--measure", "extradition", "--on", "2010-01-01")
BARRED = ("advise", "--from", "XB", "--to", "XA", "--measure", "extradition", "--on", "2010-01-01", "--nationality", "XA")
NO_BASIS = ("advise", "--from", "XC", "--to", "XA", "--measure", "extradition", "--on", "2010-01-01", "--nationality", "XA")
STATUTE_ONLY = NO_BASIS[:-2]

ANSWER = (
    "schema id query corpus lang verdict timing parts unknowns conditions discretion bases combined unchecked findings routes plan "
    "questions"
)
FIELDS: dict[str, str] = {
    "corpus": "version as_of",
    "bases": "rank instrument with articles form role why outcome force",
    "combined": "kind says from",
    "findings": "kind ground basis outcome effect instrument article against by says source as_of confidence missing",
    "routes": "kind says evidence instrument article",
    "plan": "cite sender urgent offer confidentiality evidence_form remedies duration if_refused alerts",
    "questions": "fact asks matters_for",
}
WORDS: dict[str, dict[str, str]] = {
    "bases": {"role": "primary supplement fallback constraint", "outcome": "yes no unknown"},
    "findings": {
        "kind": "require must-refuse may-refuse may-postpone content formality channel authority language clock right duty use-limit cost "
        "assurance conflict",
        "outcome": "yes no unknown",
        "effect": "for against open",
        "confidence": "high medium low",
    },
    "routes": {
        "kind": "statute reciprocity police interpol fiu asset-recovery 24-7 provider court spontaneous",
        "evidence": "yes no depends",
    },
}


def answer(run: Run, *args: str) -> dict[str, Any]:
    result = run(*args, "--json")
    assert result.stderr == ""
    assert result.stdout.count("\n") == 1, "one line"
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def several(value: Any) -> list[dict[str, Any]]:
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize(
    "args",
    [
        ASK,
        BARRED,
        NO_BASIS,
        STATUTE_ONLY,
        ("advise", "--from", "XA", "--to", "XB", "--measure", "bank-records"),
        ("advise", "--from", "XT", "--to", "XB", "--measure", "bank-records", "--on", "1950-01-01"),
        (*ASK, "--offence", "fraud", "--offence", "0101", "--plea", "nationality", "--purpose", "prosecution"),
    ],
)
def test_fields(args: tuple[str, ...], run: Run) -> None:
    found = answer(run, *args)
    assert list(found) == ANSWER.split()
    assert found["schema"] == "comity.advice/1"
    assert found["verdict"] in {"available", "conditional", "barred", "statute-only", "no-basis", "unknown"}
    assert found["timing"] in {"now", "postponable", "postponed"}
    for name, fields in FIELDS.items():
        for item in several(found[name]):
            assert set(fields.split()) <= set(item), name
    for name, lists in WORDS.items():
        for item in several(found[name]):
            for field, words in lists.items():
                assert item[field] in words.split(), (name, field, item[field])


def test_bases(run: Run) -> None:
    bases = answer(run, *ASK)["bases"]
    assert [base["rank"] for base in bases] == list(range(1, len(bases) + 1))
    outcomes = [base["outcome"] == "no" for base in bases]
    assert outcomes == sorted(outcomes), "those without come last"
    for base in bases:
        assert base["why"]
        for side in ("requesting", "requested"):
            assert {"since", "source"} <= set(base["force"][side])
            assert base["force"][side]["source"], "a source is never empty"
            since = base["force"][side]["since"]
            assert since is None or re.fullmatch(r"\d{4}-\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?", since)


def test_findings(run: Run) -> None:
    findings = answer(run, *ASK)["findings"]
    assert {(item["instrument"], item["article"], item["ground"]) for item in findings} >= {
        ("fx-001", "2", "political-offence"),
        ("fx-001", "4", "minimum-penalty"),
        ("fx-001", "8", "nationality"),
    }
    for item in findings:
        assert item["source"]
        assert item["as_of"]
        assert item["says"]
        assert bool(item["missing"]) == (item["outcome"] == "unknown")
        assert re.fullmatch(r"\d+(\(\w+\))*", item["article"]), "the number alone"


def test_query_is_echoed_as_understood(run: Run) -> None:
    args = (*ASK, "--offence", "fraud", "--nationality", "XB,XC", "--fact", "asset.value=100 EUR", "--fact", "offence.on=2009-01-01")
    query = answer(run, *args, "--fact", "offence.dual=yes", "--fact", "offence.max_penalty_months.requesting=24", "--stage", "trial")[
        "query"
    ]
    assert {key: query[key] for key in ("requesting", "requested", "measure", "on", "offence")} == {
        "requesting": "XA",
        "requested": "XB",
        "measure": "extradition",
        "on": "2010-01-01",
        "offence": {"name": "fraud"},
    }
    facts = query["facts"]
    assert facts["person.nationality"] == ["XB", "XC"]
    assert facts["asset.value"] == 100
    assert facts["offence.on"] == "2009-01-01"
    assert facts["offence.dual"] is True
    assert facts["offence.max_penalty_months.requesting"] == 24
    assert facts["stage"] == ["trial"]


def test_unknown_fact_values_are_no_facts(run: Run) -> None:
    args = ("--fact", "offence.dual=unknown", "--fact", "purpose=unknown")
    assert answer(run, *ASK, *args) == answer(run, *ASK)


def test_today_is_the_default_day(run: Run) -> None:
    assert answer(run, *ASK[:-2])["query"]["on"] == files.today().isoformat()


def test_several_offences(run: Run) -> None:
    found = answer(run, *ASK, "--offence", "fraud", "--offence", "0101")
    assert [part["offence"] for part in found["parts"]] == ["fraud", "0101"]
    assert all(set(part) == {"offence", "verdict"} for part in found["parts"])
    assert found["query"]["offences"] == [{"name": "fraud"}, {"iccs": "0101"}]
    assert answer(run, *ASK, "--offence", "fraud")["parts"] == []


def test_plea_is_answered_in_any_case(run: Run) -> None:
    plea = ("advise", "--from", "XA", "--to", "XB", "--measure", "search-seizure", "--on", "2010-01-01", "--plea", "nationality")
    assert "nationality" in {item["ground"] for item in answer(run, *plea)["findings"]} | {
        item["ground"] for item in answer(run, *ASK, "--plea", "nationality")["findings"]
    }


@pytest.mark.parametrize(
    ("args", "verdict", "code"),
    [(ASK, "conditional", 0), (BARRED, "barred", 1), (NO_BASIS, "no-basis", 1), (STATUTE_ONLY, "statute-only", 0)],
)
def test_verdict_and_exit_code(args: tuple[str, ...], verdict: str, code: int, run: Run) -> None:
    """Shown as text, as JSON and as a tree, the answer is the same."""
    text, data, tree = run(*args), run(*args, "--json"), run(*args, "--explain")
    assert json.loads(data.stdout)["verdict"] == verdict
    assert verdict.upper() in text.stdout
    assert [result.exit_code for result in (text, data, tree)] == [code] * 3
    assert text.stderr == data.stderr == tree.stderr == ""


def test_settled_facts_settle(run: Run) -> None:
    facts = {
        "offence.political": "false",
        "offence.dual": "true",
        "offence.max_penalty_months.requesting": "24",
        "offence.max_penalty_months.requested": "24",
    }
    given = [word for name, value in facts.items() for word in ("--fact", f"{name}={value}")]
    found = answer(run, *ASK, *given, "--nationality", "XA")
    assert found["bases"][0]["outcome"] == "yes"
    assert found["verdict"] == "available"
    assert found["unknowns"] == found["questions"] == []


def test_trace_only_where_asked_for(run: Run) -> None:
    assert "trace" not in answer(run, *ASK)
    (fx001, *_) = answer(run, *ASK, "--trace")["trace"]
    assert fx001["says"] == "fx-001 as primary"
    stack = [fx001]
    while stack:
        node = stack.pop()
        assert set(node) == {"says", "truth", "op", "parts"}
        assert node["truth"] in {"yes", "no", "unknown"}
        assert node["op"] in {"leaf", "all", "any", "not", "first"}
        assert node["op"] != "leaf" or node["parts"] == []
        stack.extend(node["parts"])


@pytest.mark.parametrize(
    ("lang", "asks"),
    [
        ("en", "Is the offence political?"),
        ("az", "Cinayət siyasidirmi?"),
        ("ru", "Преступление политическое?"),
        ("fr", "L'infraction est-elle politique ?"),
    ],
)
def test_languages(lang: str, asks: str, run: Run) -> None:
    """Questions in the language; where a statement has no version in it, the English one, and its language says so."""
    found = answer(run, *ASK, "--lang", lang)
    assert found["lang"] == lang
    assert asks in {question["asks"] for question in found["questions"]}
    assert {finding["lang"] for finding in found["findings"]} == {"en"}
    assert "Is it an offence in both states?" in {question["asks"] for question in found["questions"]}
    assert run(*ASK, "--lang", lang).exit_code == 0


def test_language_never_comes_from_the_locale(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANG", "LC_ALL", "LANGUAGE"):
        monkeypatch.setenv(name, "ru_RU.UTF-8")
    assert answer(run, *ASK)["lang"] == "en"


def test_colour_only_on_a_terminal(run: Run) -> None:
    for args in (ASK, (*ASK, "--explain"), (*ASK, "--json"), ("law", "show", "fx-001")):
        assert "\x1b" not in run(*args).output


def test_folding(monkeypatch: pytest.MonkeyPatch) -> None:
    assert style.width() == 100
    assert max(map(len, style.folded("word " * 100, 4).splitlines())) <= 100
    assert style.folded("a b", 2) == "  a b"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "300")
    assert style.width() == 120
    monkeypatch.setenv("COLUMNS", "80")
    assert style.width() == 80


def test_full_shows_all_and_more(run: Run) -> None:
    short, full = run(*ASK), run(*ASK, "--full")
    assert "--full shows everything" in short.stdout
    assert "--full shows everything" not in full.stdout
    assert len(full.stdout) >= len(short.stdout) - 120


def test_explain_shows_the_tree(run: Run) -> None:
    lines = run(*ASK, "--explain").stdout.splitlines()
    assert "fx-001 as primary" in lines
    assert any(line.startswith("    ") and "fx-001 in force between XA and XB" in line for line in lines)
    assert any("offence.political" in line and "unknown" in line for line in lines)


def test_explain_names_each_of_several_offences(run: Run) -> None:
    lines = run(*ASK, "--explain", "--offence", "fraud", "--offence", "0101").stdout.splitlines()
    assert [line for line in lines if line.startswith("Offence ")] == ["Offence fraud", "Offence 0101"]


# -- questions

CASE = "requesting: XA\nrequested: XB\nmeasure: extradition\non: 2010-01-01\n"
CASE_MORE = (
    CASE + "schema: comity.case/1\nsummary: what happened\ncase: {reference: A-1}\nfacts: {offence.max_penalty_months.requesting: 24}\n"
)


def ask(run: Run, content: str, *args: str, name: str = "case.yaml") -> list[dict[str, Any]]:
    Path(name).write_text(content, encoding="utf-8")
    result = run("ask", name, "--json", *args)
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)["questions"]
    return found


def test_ask(run: Run) -> None:
    questions = ask(run, CASE)
    assert {question["fact"] for question in questions} >= {"offence.dual", "offence.political", "person.nationality"}
    settles = [len(question["matters_for"]) for question in questions]
    assert settles[0] == max(settles), "most useful first"


def test_ask_leaves_known_facts_out(run: Run) -> None:
    """Other keys of a case file belong to other commands."""
    assert "offence.max_penalty_months.requesting" in {question["fact"] for question in ask(run, CASE)}
    assert "offence.max_penalty_months.requesting" not in {question["fact"] for question in ask(run, CASE_MORE)}


def test_ask_in_a_language(run: Run) -> None:
    for args, content in ((("--lang", "az"), CASE), ((), CASE + "lang: az\n"), (("--lang", "az"), CASE + "lang: ru\n")):
        assert "Cinayət siyasidirmi?" in {question["asks"] for question in ask(run, content, *args)}


def test_a_query_is_a_case(run: Run) -> None:
    query = {"requesting": "XA", "requested": "XB", "measure": "extradition", "on": "2010-01-01"}
    assert ask(run, json.dumps(query), name="case.json") == ask(run, CASE)


def test_ask_for_a_human(run: Run) -> None:
    Path("case.yaml").write_text(CASE, encoding="utf-8")
    result = run("ask", "case.yaml")
    assert result.exit_code == 0
    assert result.stdout.startswith(" 1. ")
    assert "[offence.dual]" in result.stdout or "offence.dual (truth)" in result.stdout


def test_nothing_to_ask(run: Run) -> None:
    facts = "offence.political: false, offence.dual: true, offence.max_penalty_months.requesting: 24, person.nationality: [XA]"
    Path("case.yaml").write_text(CASE + f"facts: {{{facts}}}\n", encoding="utf-8")
    result = run("ask", "case.yaml")
    assert result.exit_code == 0
    assert result.stdout == "No fact is open: what remains hangs on law or on appreciation.\n"
