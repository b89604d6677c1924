# SPDX-License-Identifier: EUPL-1.2
"""The forty-six constructs that the format must be able to say, each as golden cases on invented law.

``hard_cases/law`` is a small body of law in the project's own format, with invented states and treaties; the vocabulary is the real one,
joined to it in a temporary folder. ``hard_cases/cases/NN-*.yaml`` holds the cases of one construct: ``law`` names the instruments that
stand in the body of law for that file (the others are left out, so that no construct disturbs another), ``overlay`` a folder of
``hard_cases/overlays`` whose files are laid over the law (a draft, a corrected list).
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from comity.advise.advise import Adviser
from comity.advise.reading import read_query
from comity.cli.files import typed
from comity.corpus.corpus import Corpus
from comity.corpus.load import load_files
from comity.corpus.strict_yaml import read
from comity.engine.force import timeline
from comity.engine.status import status_report
from comity.model.answer import Answer, Basis, Finding
from comity.model.errors import WrongInput

HERE = Path(__file__).resolve().parent / "hard_cases"
VOCABULARY = HERE.parents[2] / "law" / "vocabulary"
FILES = sorted((HERE / "cases").glob("*.yaml"))
TODAY = date(2026, 11, 24)
CONSTRUCTS = frozenset(range(1, 47))


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A mapping of a case file: a mistyped key is an error, not an expectation that holds by silence."""


class OnBasis(Strict, frozen=True):
    """What is expected of one instrument of the answer; what is absent is not looked at."""

    outcome: str = ""
    role: str = ""
    form: str = ""
    with_: list[str] | None = msgspec.field(default=None, name="with")
    rank: int | None = None
    closed: bool | None = None
    why: str = ""
    listed: bool = True


class OnFinding(Strict, frozen=True):
    """One finding that must be there (``given: false``: must not be there)."""

    instrument: str = ""
    article: str = ""
    kind: str = ""
    basis: str = ""
    ground: str = ""
    by: str = ""
    outcome: str = ""
    effect: str = ""
    against: str = ""
    says: str = ""
    missing: str = ""
    as_of: str = ""
    note: str = ""
    given: bool = True


class OnStatus(Strict, frozen=True):
    """The status of one actor: ``bound`` is yes, no or unknown; ``listed`` the part of the report in which it stands."""

    instrument: str
    on: str
    actor: str
    bound: str
    listed: str = ""
    since: str = ""
    until: str = ""
    says: str = ""


class Expect(Strict, frozen=True):
    """What is expected of an answer; what is absent is not looked at."""

    verdict: str = ""
    timing: str = ""
    parts: dict[str, str] = {}
    bases: dict[str, OnBasis] = {}
    order: list[str] = []
    findings: list[OnFinding] = []
    number: dict[str, int] = {}
    combined: list[OnFinding] = []
    unchecked: list[str] | None = None
    unknowns: list[str] = []
    conditions: list[str] = []
    discretion: list[str] = []
    routes: list[str] = []
    alerts: list[str] = []
    error: str = ""


class Case(Strict, frozen=True):
    """One question and what must come of it."""

    shows: str
    query: dict[str, Any] = {}
    expect: Expect = Expect()
    status: list[OnStatus] = []
    overlay: str = ""


class CaseFile(Strict, frozen=True):
    """The cases of one construct."""

    construct: int
    says: str
    law: list[str]
    cases: list[Case]


# -- the body of law


@cache
def body_of_law(overlay: str = "") -> Corpus:
    """The invented law with the real vocabulary; every problem in it fails the test."""
    with tempfile.TemporaryDirectory() as folder:
        law = Path(folder) / "law"
        shutil.copytree(HERE / "law", law)
        shutil.copytree(VOCABULARY, law / "vocabulary", dirs_exist_ok=True)
        if overlay:
            shutil.copytree(HERE / "overlays" / overlay, law, dirs_exist_ok=True)
        return load_files(law)


@cache
def adviser(law: tuple[str, ...], overlay: str = "") -> Adviser:
    """An adviser on the named part of the law."""
    whole = body_of_law(overlay)
    unknown = set(law).difference(whole.by_id)
    assert not unknown, f"no such instruments: {', '.join(sorted(unknown))}"
    drafts = set(whole.by_id).difference(body_of_law().by_id)  # what an overlay adds stands in the law of its cases
    return Adviser(replace(whole, instruments=tuple(item for item in whole.instruments if item.id in law or item.id in drafts)))


@cache
def case_file(path: Path) -> CaseFile:
    """A case file in its type."""
    return msgspec.convert(read(path).data, CaseFile, strict=False)


def all_cases() -> Iterator[tuple[CaseFile, Case]]:
    """Every case of every file."""
    for path in FILES:
        file = case_file(path)
        for case in file.cases:
            yield file, case


def name_of(file: CaseFile, case: Case) -> str:
    """The name of a test."""
    return f"{file.construct:02}-{re.sub('[^a-z0-9]+', '-', case.shows.lower()).strip('-')[:70]}"


# -- comparing


def differences(file: CaseFile, case: Case) -> list[str]:
    """What is otherwise than expected: empty where all holds."""
    engine = adviser(tuple(file.law), case.overlay)
    found = [line for wanted in case.status for line in _status(engine.corpus, wanted)]
    return found + list(_answer(engine, case)) if case.query else found


def _status(corpus: Corpus, wanted: OnStatus) -> Iterator[str]:
    instrument, day = corpus.by_id[wanted.instrument], date.fromisoformat(wanted.on)
    force = timeline(corpus, instrument, wanted.actor).on(day)
    where = f"status {wanted.instrument} {wanted.actor} on {wanted.on}"
    yield from _same(f"{where}: bound", wanted.bound, force.truth.word)
    report = status_report(corpus, instrument, day)
    if wanted.listed:
        places = [key for key, rows in report.items() if isinstance(rows, list) and any(_actor(row) == wanted.actor for row in rows)]
        yield from _same(f"{where}: listed under", wanted.listed, ", ".join(places))
    row: dict[str, object] = next((row for row in report["parties"] if row["actor"] == wanted.actor), {})
    yield from _same(f"{where}: since", wanted.since, row.get("since"))
    yield from _same(f"{where}: until", wanted.until, row.get("until"))
    if wanted.says not in force.says:
        yield f"{where}: says {force.says!r}, which does not hold {wanted.says!r}"


def _actor(row: object) -> object:
    return row["actor"] if isinstance(row, dict) else row


def _answer(engine: Adviser, case: Case) -> Iterator[str]:
    wanted = case.expect
    try:
        answer = engine.answer(read_query(typed(case.query), engine.corpus, TODAY))
    except WrongInput as error:
        if not wanted.error or wanted.error not in error.text:
            yield f"error: expected {wanted.error or 'none'!r}, got {error.text!r}"
        return
    if wanted.error:
        yield f"error: expected {wanted.error!r}, got the verdict {answer.verdict}"
    yield from _same("verdict", wanted.verdict, answer.verdict)
    yield from _same("timing", wanted.timing, answer.timing)
    yield from _same("parts", wanted.parts, {part.offence: part.verdict for part in answer.parts})
    yield from _bases(answer, wanted)
    yield from _findings(answer, wanted)
    yield from _lists(answer, wanted)


def _same(where: str, wanted: object, got: object) -> Iterator[str]:
    """Nothing is expected where ``wanted`` is empty."""
    if wanted not in ("", {}, None) and wanted != got:
        yield f"{where}: expected {wanted!r}, got {got!r}"


def _bases(answer: Answer, wanted: Expect) -> Iterator[str]:
    listed = {basis.instrument: basis for basis in answer.bases}
    shown = ", ".join(f"{basis.instrument} {basis.role} {basis.outcome}" for basis in answer.bases) or "none"
    for name, on in wanted.bases.items():
        basis = listed.get(name)
        if basis is None or not on.listed:
            if (basis is not None) is not on.listed:
                yield f"basis {name}: expected to be {'listed' if on.listed else 'left out'}; the answer lists: {shown}"
        else:
            yield from _basis(basis, on)
    ranks = [name for name in listed if name in wanted.order]
    yield from _same("order of the bases", wanted.order or "", ranks)


def _basis(basis: Basis, on: OnBasis) -> Iterator[str]:
    where = f"basis {basis.instrument}"
    for field in ("outcome", "role", "form", "rank", "closed"):
        for line in _same(f"{where}: {field}", getattr(on, field), getattr(basis, field)):
            yield f"{line} ({basis.why})"
    yield from _same(f"{where}: with", on.with_, list(basis.with_))
    if on.why not in basis.why:
        yield f"{where}: why is {basis.why!r}, which does not hold {on.why!r}"


_EXACT = ("instrument", "article", "kind", "basis", "ground", "by", "outcome", "effect", "as_of")


def _fits(finding: Finding, on: OnFinding) -> bool:
    exact = all(getattr(on, field) in ("", getattr(finding, field)) for field in _EXACT)
    against = finding.against.instrument if finding.against else ""
    notes = not on.note or any(on.note in note for note in finding.notes)
    missing = not on.missing or any(on.missing in name for name in finding.missing)
    return exact and notes and missing and on.against in ("", against) and on.says in finding.says


def _line(finding: Finding) -> str:
    against = f" against {finding.against.instrument}" if finding.against else ""
    missing = f" missing {', '.join(finding.missing)}" if finding.missing else ""
    return (
        f"{finding.instrument} {finding.article} {finding.kind} {finding.ground or '-'} {finding.outcome}/{finding.effect} by {finding.by}"
        f" on {finding.basis}{against}: {finding.says}{missing}"
    )


def _findings(answer: Answer, wanted: Expect) -> Iterator[str]:
    for on in wanted.findings:
        if any(_fits(finding, on) for finding in answer.findings) is not on.given:
            near = [_line(f) for f in answer.findings if f.instrument == on.instrument and on.article in ("", f.article)]
            what = {key: value for key, value in msgspec.to_builtins(on).items() if key != "given"}
            found = " | ".join(near) or "none of that instrument and article"
            yield f"finding: expected {'' if on.given else 'none like '}{what}; there is: {found}"
    for ground, number in wanted.number.items():
        lines = [_line(finding) for finding in answer.findings if finding.ground == ground]
        if len(lines) != number:
            yield f"findings on {ground}: expected {number}, got {len(lines)}: {' | '.join(lines)}"


def _lists(answer: Answer, wanted: Expect) -> Iterator[str]:
    if wanted.unchecked is not None:
        yield from _same("unchecked", list(wanted.unchecked) or "", list(answer.unchecked))
        if not wanted.unchecked and answer.unchecked:
            yield f"unchecked: expected none, got {answer.unchecked}"
    combined = {(line.kind, cited.instrument, cited.article) for line in answer.combined for cited in line.from_}
    for on in wanted.combined:
        if (on.kind, on.instrument, on.article) not in combined:
            yield f"combined: expected {on.kind} of {on.instrument} {on.article}, got {sorted(combined)}"
    for what, parts, got in (
        ("unknowns", wanted.unknowns, answer.unknowns),
        ("conditions", wanted.conditions, answer.conditions),
        ("discretion", wanted.discretion, tuple(f"{item.ground} {item.instrument} {item.article}" for item in answer.discretion)),
        ("routes", wanted.routes, tuple(f"{route.kind} {route.instrument} {route.article}".strip() for route in answer.routes)),
        ("alerts", wanted.alerts, answer.plan.alerts),
    ):
        yield from _holds(what, parts, got)


def _holds(what: str, wanted: Iterable[str], got: tuple[str, ...]) -> Iterator[str]:
    for part in wanted:
        if not any(part in line for line in got):
            yield f"{what}: expected one that holds {part!r}, got {list(got)}"


# -- the tests


@pytest.mark.parametrize(("file", "case"), [pytest.param(file, case, id=name_of(file, case)) for file, case in all_cases()])
def test_hard_case(file: CaseFile, case: Case) -> None:
    """The answer is the one that the documents ask for."""
    found = differences(file, case)
    assert not found, f"construct {file.construct} ({file.says}): {case.shows}\n  " + "\n  ".join(found)


def test_all_constructs_are_there() -> None:
    """Each of the forty-six constructs has a file, named after its number, and every case expects something."""
    numbers = [case_file(path).construct for path in FILES]
    assert sorted(numbers) == sorted(CONSTRUCTS)
    for path in FILES:
        assert path.name.startswith(f"{case_file(path).construct:02}-")
        for case in case_file(path).cases:
            assert case.status or case.expect != Expect(), f"{path.name}: {case.shows}: expects nothing"


def test_no_invented_law_lies_idle() -> None:
    """Every invented instrument is asked about by some file."""
    used = {name for path in FILES for name in case_file(path).law}
    assert not set(body_of_law().by_id).difference(used)


def test_a_corrected_or_drafted_law_is_another_corpus() -> None:
    """What is laid over the law changes the version that an answer names, never the law itself."""
    before = body_of_law()
    overlays = sorted(path.name for path in (HERE / "overlays").iterdir())
    versions = {body_of_law(name).version for name in overlays} | {before.version}
    assert len(versions) == len(overlays) + 1
    assert body_of_law.__wrapped__() == before


# -- teeth


_OTHER = {"yes": "no", "no": "unknown", "unknown": "yes", "true": "false"}


def _wrong(value: Any) -> Iterator[Any]:
    """The value with one leaf changed to what it is not, once for each leaf."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            for changed in _wrong(item):
                yield {**value, key: changed}
    elif isinstance(value, list):
        for number, item in enumerate(value):
            for changed in _wrong(item):
                yield [*value[:number], changed, *value[number + 1 :]]
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
    else:
        yield _OTHER.get(value, f"not {value}")


def _spoilt(case: Case) -> Iterator[Case]:
    plain = msgspec.to_builtins(case.expect)
    for expect in _wrong({**plain, "findings": [on for on in plain.get("findings", ()) if on.get("given", True)]}):
        yield msgspec.structs.replace(case, expect=msgspec.convert(expect, Expect), status=[])
    for on in case.expect.findings:
        if not on.given:  # of what must not be there: that it is there
            yield msgspec.structs.replace(case, expect=Expect(findings=[msgspec.structs.replace(on, given=True)]), status=[])


@pytest.mark.parametrize(("file", "case"), [pytest.param(file, case, id=name_of(file, case)) for file, case in all_cases() if case.query])
def test_a_wrong_expectation_fails(file: CaseFile, case: Case) -> None:
    """Each single value of an expectation bites: turned into another, the case fails."""
    if differences(file, case):
        return  # it fails in test_hard_case, which says why
    for spoilt in _spoilt(case):
        assert differences(file, spoilt), f"holds although it should not: {msgspec.to_builtins(spoilt.expect)}"


def test_a_wrong_status_fails() -> None:
    """A wrong expectation on a status fails too."""
    for file, case in all_cases():
        corpus = adviser(tuple(file.law), case.overlay).corpus
        for wanted in case.status:
            spoilt = msgspec.structs.replace(wanted, bound=_OTHER[wanted.bound])
            assert list(_status(corpus, spoilt)) or list(_status(corpus, wanted)), f"{file.construct}: {wanted}"
