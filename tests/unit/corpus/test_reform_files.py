# SPDX-License-Identifier: EUPL-1.2
"""The register of readings and the programmes are read strictly: every mistake has its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.corpus.load import load_files
from comity.model.errors import WrongLaw
from comity.model.interpretations import divergences, of_place, same_article
from comity.model.programmes import Decision, Measured, StepKind
from unit.small_law import FILES, write

READINGS = """\
sources:
  c: {what: "judgment of the High Court", url: "https://example.org/c"}
  memory: {what: "from memory, not verified"}
defaults: {source: c, confidence: medium}
questions:
  - id: political
    instrument: fx-001
    article: "2"
    asks: "when is an offence political?"
    proposed: {answer: mixed, reads: "where it outweighs", reasons: ["both courts say so"]}
  - {id: nationals, instrument: fx-001, article: "8", asks: "who is a national?"}
interpretations:
  - {id: one, question: political, state: XA, court: High Court, case: "A v. B", on: 2001-01-01, answer: pure,
     reads: "only pure ones", direction: widens}
  - {id: two, question: political, state: XA, court: High Court, case: "C v. D", on: 2010-01-01, answer: mixed,
     reads: "also mixed ones", direction: narrows, departs_from: one}
  - {id: three, question: nationals, state: XB, court: Supreme Court, case: "E", on: "2012", answer: passport,
     reads: "who has the passport", direction: neutral}
"""

PROGRAMME = """\
id: xa-2000
title: {en: Programme of Alphaland}
state: XA
from: 2000-01-01
until: 2005-12-31
sources:
  o: {what: "official gazette", url: "https://example.org/o"}
  memory: {what: "from memory, not verified"}
defaults: {source: o, confidence: high}
goals:
  - id: treaties
    says: join
    steps:
      - {id: join, says: ratify the convention, kind: ratify, instrument: fx-001, done: {on: 1996-06-11},
         indicator: cover, decision: keep, reason: it works}
      - {id: drop, says: withdraw, kind: withdraw-reservation, instrument: fx-001, statement: xa-3, done: unknown}
      - {id: teach, says: train, kind: training, due: 2004}
indicators:
  - {id: cover, says: share, measure: coverage, params: {measures: [extradition], offence: fraud}}
  - {id: hand, says: counted, measure: manual, before: {value: "3"}}
"""


def small(tmp_path: Path, readings: str = READINGS, programme: str = PROGRAMME) -> Path:
    return write(tmp_path / "law", {**FILES, "interpretations.yaml": readings, "programmes/xa-2000.yaml": programme})


def test_what_is_read(tmp_path: Path) -> None:
    corpus = load_files(small(tmp_path))
    assert [item.id for item in corpus.readings.interpretations] == ["one", "two", "three"]
    (programme,) = corpus.programmes
    join, drop, teach = programme.steps
    assert (join.kind, join.decision) == (StepKind.RATIFY, Decision.KEEP)
    assert join.done is not None
    assert join.done.on.text == "1996-06-11"
    assert drop.done is not None
    assert not drop.done.on.known
    assert teach.done is None
    assert programme.indicators[0].measure is Measured.COVERAGE


def test_a_corpus_without_them_is_sound(tmp_path: Path) -> None:
    corpus = load_files(write(tmp_path / "law"))
    assert not corpus.readings.questions
    assert not corpus.programmes


def test_divergence_over_time_is_not_one_between_courts(tmp_path: Path) -> None:
    (found,) = divergences(load_files(small(tmp_path)).readings)
    assert (found.question.id, found.over_time, found.between) == ("political", True, False)
    assert [answer for answer, _ in found.answers] == ["pure", "mixed"]


def test_without_departure_both_stand(tmp_path: Path) -> None:
    (found,) = divergences(load_files(small(tmp_path, READINGS.replace(", departs_from: one", ""))).readings)
    assert (found.over_time, found.between) == (False, True)


def test_agreement_is_no_divergence(tmp_path: Path) -> None:
    agreed = READINGS.replace("answer: pure", "answer: mixed").replace(", departs_from: one", "")
    assert not divergences(load_files(small(tmp_path, agreed)).readings)


def test_readings_of_a_place(tmp_path: Path) -> None:
    register = load_files(small(tmp_path)).readings
    assert [item.id for item in of_place(register, "fx-001", "8(1)")] == ["three"]
    assert len(of_place(register, "fx-001")) == 3
    assert not of_place(register, "fx-002")
    assert same_article("5(1)", "5(1)(f)")
    assert not same_article("5", "51")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('instrument: fx-001\n    article: "2"', 'instrument: fx-009\n    article: "2"', "unknown instrument 'fx-009'"),
        ('article: "2"', 'article: "99"', "has no article '99'"),
        ("question: nationals", "question: weather", "there is no question 'weather'"),
        ("departs_from: one", "departs_from: three", "which is no reading on this question"),
        ("answer: pure", "answer: mixed", "gives the same answer"),
        ("state: XB", "state: ZZ", "unknown actor 'ZZ'"),
        ("on: 2001-01-01", "on: then", "is no day"),
        ("direction: widens", "direction: sideways", "Invalid enum value"),
        ("source: c, confidence: medium", "source: memory, confidence: high", "from memory cannot have confidence high"),
        ("source: c,", "source: d,", "no source has the id 'd'"),
        ("{id: three,", "{id: two,", "stands twice"),
        ("direction: neutral}", "direction: neutral, statement: xb-8}", "no statement 'xb-8' of kind reading"),
        ('reasons: ["both courts say so"]', "reasons: []", "gives its reasons"),
        ("https://example.org/c", "ftp://example.org/c", "is no address"),
    ],
)
def test_a_wrong_register_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in READINGS
    with pytest.raises(WrongLaw) as refused:
        load_files(small(tmp_path, readings=READINGS.replace(old, new)))
    assert any("interpretations.yaml:" in problem and words in problem for problem in refused.value.problems), refused.value.problems


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("id: xa-2000", "id: xa-2001", "they must agree"),
        ("state: XA", "state: ZZ", "unknown actor"),
        ("until: 2005-12-31", "until: 1999-12-31", "ends before it begins"),
        ("instrument: fx-001, done", "instrument: fx-009, done", "is no instrument"),
        ("kind: ratify, instrument: fx-001", "kind: ratify, instrument: xa-code", "name the treaty"),
        ("statement: xa-3", "statement: xb-8", "name a statement of XA"),
        ("indicator: cover", "indicator: weather", "declare it under indicators"),
        ("done: unknown", "done: perhaps", "write done as `unknown`"),
        ("measures: [extradition]", "measures: [flying]", "unknown measure"),
        ("offence: fraud", "offence: rudeness", "unknown offence"),
        ('measure: manual, before: {value: "3"}', "measure: manual", "has a value before or after"),
        ("offence: fraud}}", 'offence: fraud}, after: {value: "5"}}', "is computed"),
        ("params: {measures: [extradition], offence: fraud}", "params: {}", "name the measures"),
        ("id: teach", "id: drop", "stands twice"),
        ("source: o, confidence: high", "source: memory, confidence: high", "from memory cannot have confidence high"),
        ("due: 2004", "due: soon", "is no day"),
        ("kind: training", "kind: dancing", "Invalid enum value"),
    ],
)
def test_a_wrong_programme_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in PROGRAMME
    with pytest.raises(WrongLaw) as refused:
        load_files(small(tmp_path, programme=PROGRAMME.replace(old, new)))
    assert any("xa-2000.yaml:" in problem and words in problem for problem in refused.value.problems), refused.value.problems


def test_a_stranger_among_the_programmes_is_refused(tmp_path: Path) -> None:
    folder = small(tmp_path)
    (folder / "programmes/notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(WrongLaw, match="no programme"):
        load_files(folder)
