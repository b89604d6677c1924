# SPDX-License-Identifier: EUPL-1.2
"""Asks `comity advise` each question of a folder, prints the gist of the answers, drafts a worked case, and writes all into another folder.

    demo.py QUESTIONS CASE RESULTS

An answer of "no" (exit code 1) is a result; any other code but 0 is a failure. Standard library only: the program is used as a user would.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COMITY = Path(sys.executable).with_name("comity")
ANSWERED = (0, 1)
WIDTH = 120
GROUNDS = ("must-refuse", "may-refuse", "may-postpone", "conflict")


def arguments(query: dict[str, Any]) -> list[str]:
    """The command line of a query."""
    person = query.get("person", {})
    offence = query.get("offence", {})
    named = {
        "--from": query["requesting"],
        "--to": query["requested"],
        "--measure": query["measure"],
        "--offence": offence.get("name") or offence.get("iccs"),
        "--on": query.get("on"),
        "--nationality": ",".join(person.get("nationality", [])),
        "--role": person.get("role"),
        "--purpose": query.get("purpose"),
        "--stage": query.get("stage"),
        "--lang": query.get("lang"),
    }
    words = [word for name, value in named.items() if value for word in (name, value)]
    words += [word for name, value in query.get("facts", {}).items() for word in ("--fact", f"{name}={_plain(value)}")]
    return words + [word for plea in query.get("pleas", []) for word in ("--plea", plea)]


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ",".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def run(*words: str) -> str:
    """What the program prints; SystemExit where it did not answer."""
    done = subprocess.run([str(COMITY), *words], capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    if done.returncode not in ANSWERED:
        said = "\n".join(done.stderr.splitlines()[:12])
        raise SystemExit(f"comity {shlex.join(words)} failed with exit code {done.returncode}:\n{said}")
    return done.stdout


def draft(case: Path, results: Path) -> None:
    """The papers of a worked case in two languages, and what the other side would answer."""
    words = ("draft", str(case), "-o", str(results / case.stem), "--lang", "en", "--lang", "az", "--bilingual")
    print(f"{case.stem}, drafted\n  $ comity {shlex.join(words)}")
    print("\n".join(f"  {line}" for line in run(*words).splitlines()))
    print(f"  $ comity check {case} --as requested")
    print("\n".join(f"  {line}" for line in run("check", str(case), "--as", "requested").splitlines()[:3]), "\n")


def gist(answer: dict[str, Any]) -> Iterator[str]:
    """The verdict, every basis on a line of its own, and the grounds that are triggered."""
    yield f"  verdict: {answer['verdict']}"
    yield from (_short(_basis(basis)) for basis in answer["bases"])
    against = [f for f in answer["findings"] if f["kind"] in GROUNDS and (f["effect"] == "against" or f["kind"] == "conflict")]
    for line in dict.fromkeys(f"  {f['kind']} {f['ground']}: {f['instrument']} {f['article']} - {f['says']}" for f in against):
        yield _short(line)
    if answer["questions"]:
        yield f"  {len(answer['questions'])} questions open, first: {answer['questions'][0]['asks']}"


def _basis(basis: dict[str, Any]) -> str:
    place = f"  {basis['rank']:>3}  {basis['instrument']}"
    if basis["outcome"] == "no":
        return f"{place}: no - {basis['why']}"
    with_ = f" with {', '.join(basis['with'])}" if basis["with"] else ""
    articles = f", art. {', '.join(basis['articles'][:3])}" if basis["articles"] else ""
    return f"{place}{with_}{articles}: {basis['role']}, {basis['outcome']}"


def _short(line: str) -> str:
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 4]} ..."


def main(questions: Path, case: Path, results: Path) -> None:
    """Ask, print, write."""
    results.mkdir(parents=True, exist_ok=True)
    for path in sorted(questions.glob("*.json")):
        words = arguments(json.loads(path.read_text(encoding="utf-8")))
        text, data = run("advise", *words, "--full"), run("advise", *words, "--json")
        (results / f"{path.stem}.txt").write_text(text, encoding="utf-8")
        (results / f"{path.stem}.json").write_text(data, encoding="utf-8")
        print(f"{path.stem}\n  $ comity advise {shlex.join(words)}")
        print("\n".join(gist(json.loads(data))))
        print(f"  whole answer: {results / path.stem}.txt\n")
    draft(case, results)
    print(f"The papers stand in {results / case.stem}/.")
    print(f"The answers stand whole in {results}/*.txt, as data in {results}/*.json, the questions in {questions}/*.json.")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
