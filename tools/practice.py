# SPDX-License-Identifier: EUPL-1.2
"""Compares answers with the questions that practitioners set (tests/golden/practice): first basis, its articles, verdict, bars.

python tools/practice.py            asks the program now
python tools/practice.py --first    what it answered when the questions were written, before anything was mended
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from comity.advise.advise import Adviser
from comity.advise.data import answer_json
from comity.advise.reading import read_query
from comity.corpus.load import load
from comity.model.errors import WrongInput

FOLDER = Path(__file__).parents[1] / "tests" / "golden" / "practice"
CARRYING = ("primary", "fallback")
ASKED_ON = date(2026, 12, 3)  # every question has a day of its own
Question = Mapping[str, Any]


def main(words: list[str]) -> int:
    """Print what is not as expected, question by question, and the counts."""
    questions = [question for path in sorted(FOLDER.glob("*.yaml")) for question in read(path)]
    given = first_run() if "--first" in words else asked_now(questions)
    failed = {question["id"]: tuple(faults(question["expect"], given[question["id"]])) for question in questions}
    for name, found in failed.items():
        if found:
            print(f"{name}: {'; '.join(found)}")
    kinds = ("first", "articles", "verdict", "bars")
    counts = {kind: sum(any(fault.startswith(kind) for fault in found) for found in failed.values()) for kind in kinds}
    right = sum(not found for found in failed.values())
    print(f"{len(questions)} questions, {right} as expected; wrong: {', '.join(f'{kind} {count}' for kind, count in counts.items())}")
    return 0


def read(path: Path) -> list[dict[str, Any]]:
    """The questions of a file; days as text, as a query writes them."""
    plain = json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))
    found: list[dict[str, Any]] = plain["questions"]
    return found


def first_run() -> dict[str, Any]:
    """The answers that were committed with the questions, by question."""
    files = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((FOLDER / "first-run").glob("*.json"))]
    return {answer["id"]: answer for file in files for answer in file["answers"]}


def asked_now(questions: Iterable[Question]) -> dict[str, Any]:
    """The answers of the program as it is, in the form of the first run."""
    corpus = load()
    adviser = Adviser(corpus)
    found: dict[str, Any] = {}
    for question in questions:
        try:
            answer = json.loads(answer_json(adviser.answer(read_query(question["query"], corpus, ASKED_ON))))
        except WrongInput as error:
            found[question["id"]] = {"error": error.text}
            continue
        bars = [line for line in answer["findings"] if line["kind"] == "must-refuse" and line["outcome"] == "yes"]
        found[question["id"]] = {
            "verdict": answer["verdict"],
            "bases": [basis for basis in answer["bases"] if basis["outcome"] != "no"],
            "bars": bars,
        }
    return found


def faults(expected: Mapping[str, Any], given: Mapping[str, Any]) -> Iterable[str]:
    """What is not as expected in one answer."""
    if "error" in given:
        yield f"verdict refused: {given['error']}"
        return
    top = next(iter(given["bases"]), None)
    first = top["instrument"] if top is not None and top["role"] in CARRYING else "none"
    if first != expected.get("first", first):
        yield f"first {first} instead of {expected['first']}"
    articles = top["articles"] if top is not None else []
    if any(not any(same(wanted, article) for article in articles) for wanted in expected.get("articles", ())):
        yield f"articles {', '.join(articles)} instead of {', '.join(expected['articles'])}"
    if given["verdict"] not in expected.get("verdict", [given["verdict"]]):
        yield f"verdict {given['verdict']} instead of {' or '.join(expected['verdict'])}"
    missing = [bar["ground"] for bar in expected.get("bars", ()) if all(line["ground"] != bar["ground"] for line in given["bars"])]
    if missing:
        yield f"bars lack {', '.join(missing)}"


def same(one: str, other: str) -> bool:
    """Whether two article numbers are the same, or one a part of the other."""
    return one == other or one.startswith(f"{other}(") or other.startswith(f"{one}(")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
