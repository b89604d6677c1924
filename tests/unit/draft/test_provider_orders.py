# SPDX-License-Identifier: EUPL-1.2
"""Orders that go straight to a provider: only where their basis is in force; the certificate hides what the provider must not see."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.advise.advise import Adviser
from comity.cli.draft_command import draft
from comity.corpus.load import load, load_drafting
from comity.corpus.strict_yaml import read
from comity.documents.letter import Letter
from comity.draft.case.read import read_case
from comity.draft.check.check import check, stops
from comity.draft.check.deficiency import Deficiency
from comity.draft.package import Writer, package, papers_of
from comity.draft.scene import Scene, scene_of
from comity.model.drafting import Severity
from unit.documents.letters import texts

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
REGULATION = "eu-2023-1543"
PROTOCOL = "cets-224"
FILES = {file.stem: file for file in sorted((EXAMPLES / "provider").glob("*.yaml"))}
PRODUCTION = ("content-data-epoc", "subscriber-data-epoc")
PRESERVATION = "data-preservation-epoc-pr"
# Articles 5(5)(i) and (j), 6(4)(g), 9: the summary of the case and the grounds of necessity stay with the authorities.
HIDDEN = (
    "summary.",
    "asked.reason",
    "asked.relevance",
    "asked.necessity",
    "asked.tried_before",
    "data.connection",
    "persons",
    "confidentiality",
)
EMERGENCY: dict[str, object] = {
    "facts/request.emergency": True,
    "data/emergency": "A child is missing.",
    "case/urgency": {"level": "immediate", "reason": "Hours count."},
}


@cache
def adviser() -> Adviser:
    return Adviser(load())


def raw(file: Path, changes: Mapping[str, object] | None = None) -> dict[str, Any]:
    """A worked example with other values; a change is a path such as ``case/channel``, None takes it away."""
    made: dict[str, Any] = deepcopy(read(file).data)
    for path, value in (changes or {}).items():
        *steps, last = path.split("/")
        inner = made
        for step in steps:
            inner = inner.setdefault(step, {})
        if value is None:
            inner.pop(last, None)
        else:
            inner[last] = value
    return made


def scene(name: str, changes: Mapping[str, object] | None = None) -> Scene:
    file = FILES[name] if name in FILES else EXAMPLES / f"{name}.yaml"
    return scene_of(read_case(raw(file, changes)), adviser(), load_drafting(), date(2026, 11, 24))


def letters(before: Scene) -> dict[str, Letter]:
    """The English papers by id."""
    return {item.paper.id: item.letter for item in Writer(before).letters(papers_of(before), ["en"])}


def paths(letter: Letter) -> set[str]:
    return {words.path.split("[")[0] if words.path.startswith("persons") else words.path for words in letter.words() if words.path}


def said(letter: Letter) -> str:
    return "\n".join(texts(letter))


def routed(before: Scene) -> list[str]:
    """The papers that are made for a route or a basis."""
    return [paper.id for paper in papers_of(before) if paper.route or paper.under]


def in_vain(found: tuple[Deficiency, ...]) -> list[tuple[str, Severity]]:
    return [(item.about, item.severity) for item in found if item.code == "basis-in-vain"]


def test_there_is_an_example_of_each_certificate() -> None:
    assert sorted(FILES) == sorted((*PRODUCTION, PRESERVATION))


@pytest.mark.parametrize("name", FILES)
def test_an_order_and_its_certificate_are_written(name: str) -> None:
    before = scene(name)
    assert check(before) == ()
    made = package(before, (), ["en", "fr"])
    assert list(made.files) == [
        *(f"{paper}.{language}.{kind}" for language in ("en", "fr") for paper in ("request", "certificate") for kind in ("pdf", "docx")),
        "request.json",
    ]
    written = {item.name: item.letter for item in made.papers}
    order, certificate = written["request.en"], written["certificate.en"]
    assert ("Preservation" if name == PRESERVATION else "Production") in order.title
    assert certificate.title == f"{order.title} Certificate ({'EPOC-PR' if name == PRESERVATION else 'EPOC'})"
    assert all("Regulation (EU) 2023/1543" in said(letter) for letter in (order, certificate))
    assert (len(order.annexes), certificate.annexes) == (1, ())


@pytest.mark.parametrize("name", FILES)
def test_the_certificate_hides_what_the_provider_must_not_see(name: str) -> None:
    made = letters(scene(name, {"persons": [{"id": "p1", "role": "suspect", "names": [{"full": "Ann Example"}]}]}))
    shown, whole = paths(made["certificate"]), paths(made["request"])
    assert [path for path in shown if path.startswith(HIDDEN)] == []
    assert {"summary.what", "asked.necessity", "persons"} <= whole, "the order itself holds them"
    assert "identifiers[0].link" in whole - shown
    assert "Ann Example" not in said(made["certificate"])
    for path in ("case.authorities.requesting.name", "data.provider", "identifiers[0].value", "offences[0].article", "signatories[0].name"):
        assert path in shown, f"articles 5(5), 6(4): {path}"
    assert {"data.categories[0]", "asked.period"} <= shown


@pytest.mark.parametrize("name", PRODUCTION)
def test_an_emergency_is_told_with_its_reasons(name: str) -> None:
    calm, urgent = letters(scene(name)), letters(scene(name, EMERGENCY))
    for paper in ("request", "certificate"):
        assert "A child is missing." in said(urgent[paper])
        assert "data.emergency" not in paths(calm[paper])
    assert "within eight hours" in said(urgent["certificate"])
    assert "within eight hours" not in said(calm["certificate"])
    assert not stops(check(scene(name, EMERGENCY)))


@pytest.mark.parametrize("name", PRODUCTION)
def test_an_emergency_without_reasons_is_found(name: str) -> None:
    found = check(scene(name, {**EMERGENCY, "data/emergency": None}))
    assert [(item.code, item.about, item.article) for item in found if item.severity.stops] == [("missing", "emergency-reasons", "5(5)(g)")]


def test_traffic_data_go_by_the_same_papers() -> None:
    before = scene("content-data-epoc", {"measure": "traffic-data", "data/categories": ["traffic"]})
    assert [paper.id for paper in papers_of(before)] == ["request", "certificate"]
    assert "Notice to the enforcing State" in said(letters(before)["request"])
    assert "Notice to the enforcing State" not in said(letters(scene("subscriber-data-epoc"))["request"])


CHANGED: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("before it applies", {"on": "2026-08-17"}),
    ("a member that it does not bind", {"requested": "DK"}),
    ("a state outside", {"requested": "GB"}),
)


@pytest.mark.parametrize("changes", [changes for _, changes in CHANGED], ids=[name for name, _ in CHANGED])
@pytest.mark.parametrize("name", FILES)
def test_no_certificate_where_the_regulation_is_not_in_force(name: str, changes: Mapping[str, object]) -> None:
    before = scene(name, changes)
    assert in_vain(check(before)) == [(REGULATION, Severity.RETURNED)]
    assert routed(before) == []


@pytest.mark.parametrize("name", FILES)
def test_no_certificate_where_the_case_goes_another_way(name: str) -> None:
    assert routed(scene(name, {"case/channel": "central-authorities"})) == []
    assert routed(scene(name, {"bases": None})) == [], "which basis it goes by is for the case to say"


@pytest.mark.parametrize("measure", ["subscriber-data", "domain-registration"])
def test_no_order_under_the_second_protocol_before_it_is_in_force(measure: str, tmp_path: Path) -> None:
    changes = {"requesting": "AZ", "requested": "DE", "bases": [PROTOCOL], "case/channel": "direct", "data/provider": "Example Mail GmbH"}
    before = scene(measure, changes)
    found = check(before)
    assert (PROTOCOL, Severity.RETURNED) in in_vain(found)
    assert routed(before) == []
    file = tmp_path / "case.yaml"
    file.write_text(yaml.safe_dump(raw(EXAMPLES / f"{measure}.yaml", changes), allow_unicode=True), encoding="utf-8")
    assert draft.main([str(file), "-o", str(tmp_path / "out")], standalone_mode=False) == 1
    assert not (tmp_path / "out").exists(), "nothing is written"


def test_emergency_assistance_names_no_basis_that_is_not_in_force() -> None:
    before = scene("emergency-assistance", {"bases": [PROTOCOL], "case/channel": "direct"})
    assert (PROTOCOL, Severity.RETURNED) in in_vain(check(before))
    assert routed(before) == []
