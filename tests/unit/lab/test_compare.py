# SPDX-License-Identifier: EUPL-1.2
"""Comparison: what is the same, what differs and how far apart, on the small law, with planted changes that must show."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from comity.cli import main
from comity.corpus import load as loading
from comity.corpus.corpus import Corpus
from comity.corpus.drafts import load_drafts
from comity.corpus.load import load_files
from comity.lab.compare import points as points_module
from comity.lab.compare.columns import Column, of_instrument, of_states
from comity.lab.compare.comparison import Comparison, compare
from comity.lab.compare.conditions import Likeness, likeness, opposite
from comity.lab.compare.distance import Distance, distance
from comity.lab.compare.points import Point, Relation, points
from comity.lab.compare.report import page, table
from comity.lab.compare.topics import Topic
from comity.model.errors import WrongInput, WrongLaw
from comity.model.expression import ALWAYS, Expression, Op
from unit.small_law import CONVENTION, CONVENTION_PROVISIONS, write

ON = date(2026, 1, 2)
POLITICAL = Expression(Op.FACT, name="offence.political")
DUAL = Expression(Op.FACT, name="offence.dual")


def write_draft(folder: Path, rules: str) -> Path:
    """The convention with other rules, as a draft."""
    folder.mkdir()
    (folder / "instrument.yaml").write_text(CONVENTION, encoding="utf-8")
    (folder / "provisions.yaml").write_text(rules, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("law"))


@pytest.fixture(scope="module")
def corpus(law: Path) -> Corpus:
    return load_files(law)


@pytest.fixture
def draft(tmp_path: Path, corpus: Corpus) -> Callable[[str, str], Column]:
    """A column of the convention with one piece of its rules replaced."""

    def changed(old: str, new: str) -> Column:
        assert CONVENTION_PROVISIONS.count(old) >= 1
        folder = write_draft(tmp_path / f"draft-{len(list(tmp_path.iterdir()))}", CONVENTION_PROVISIONS.replace(old, new))
        return of_instrument(corpus, load_drafts(corpus, [folder])[0], ON, "draft")

    return changed


@pytest.fixture
def today(corpus: Corpus) -> Column:
    return of_instrument(corpus, corpus.by_id["fx-001"], ON)


def only(found: tuple[Point, ...]) -> list[Point]:
    """The points that are not the same."""
    return [point for point in found if point.relation is not Relation.SAME]


def says(corpus: Corpus, first: Column, second: Column) -> list[str]:
    found = compare(corpus, (first, second), ON.isoformat())
    return [found.words.says(point) for point in only(found.points)]


# -- conditions


def bound(months: int, op: Op = Op.AT_LEAST) -> Expression:
    return Expression(op, name="offence.max_penalty_months.requesting", value=(str(months),))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (POLITICAL, POLITICAL, Likeness.SAME),
        (Expression(Op.ALL, of=(POLITICAL, DUAL)), Expression(Op.ALL, of=(DUAL, POLITICAL)), Likeness.SAME),
        (opposite(Expression(Op.ALL, of=(POLITICAL, DUAL))), Expression(Op.ANY, of=(opposite(POLITICAL), opposite(DUAL))), Likeness.SAME),
        (bound(12), opposite(bound(12, Op.LESS_THAN)), Likeness.SAME),
        (bound(12), bound(12, Op.MORE_THAN), Likeness.WIDER),
        (bound(12), bound(6), Likeness.NARROWER),
        (POLITICAL, ALWAYS, Likeness.NARROWER),
        (POLITICAL, DUAL, Likeness.OTHER),
    ],
)
def test_conditions_are_compared_by_what_they_say(first: Expression, second: Expression, expected: Likeness) -> None:
    assert likeness(first, second) is expected


def test_conditions_too_large_are_not_guessed() -> None:
    many = tuple(Expression(Op.FACT, name=f"fact.{i}") for i in range(13))
    assert likeness(Expression(Op.ANY, of=many), Expression(Op.ALL, of=many)) is Likeness.UNTRIED


# -- points


def test_a_text_is_the_same_as_itself(today: Column) -> None:
    assert not only(points((today, today)))
    assert distance(today, today).distance == 0.0


def test_a_planted_change_is_the_only_one_found(today: Column, draft: Callable[[str, str], Column]) -> None:
    changed = draft("kind: must-refuse\n    ground: political-offence", "kind: may-refuse\n    ground: political-offence")
    found = only(points((today, changed)))
    assert [(point.topic, point.subject, point.relation) for point in found] == [(Topic.GROUNDS, "political offence", Relation.DIFFERS)]


def test_the_same_rule_in_another_form_is_no_difference(today: Column, draft: Callable[[str, str], Column]) -> None:
    """A requirement is a ground to refuse where it fails."""
    old = 'kind: require\n    ground: minimum-penalty\n    measures: [extradition]\n    says: "the offence is grave"\n'
    old += "    when: {condition: grave}"
    new = (
        'kind: must-refuse\n    ground: minimum-penalty\n    measures: [extradition]\n    says: "not where the offence is not grave"\n'
        "    when: {any: [{not: {fact: offence.dual}}, {fact: offence.max_penalty_months.requesting, less_than: 12}]}"
    )
    assert not only(points((today, draft(old, new))))


def test_mandatory_and_optional_are_said(corpus: Corpus, today: Column, draft: Callable[[str, str], Column]) -> None:
    changed = draft("kind: must-refuse\n    ground: political-offence", "kind: may-refuse\n    ground: political-offence")
    assert says(corpus, today, changed) == ["mandatory in fx-001, optional in draft"]


def test_another_threshold_is_said_in_words(corpus: Corpus, today: Column, draft: Callable[[str, str], Column]) -> None:
    (words,) = says(corpus, today, draft("at_least: 12}", "at_least: 24}"))
    assert words.startswith("help is refused in fewer cases in fx-001 than in draft")
    assert "fx-001 asks whether" in words


def test_other_clocks_languages_and_routes_are_said(corpus: Corpus, today: Column, draft: Callable[[str, str], Column]) -> None:
    assert says(corpus, today, draft('days: "40"', 'days: "18"')) == ["fx-001: 40 days; draft: 18 days"]
    assert "draft: in en, fr" in says(corpus, today, draft("languages: [en]", "languages: [en, fr]"))[0]
    assert says(corpus, today, draft("route: ministries", "route: post")) == ["fx-001: by way of: ministries; draft: by way of: post"]


def test_what_one_alone_says_is_named(today: Column, draft: Callable[[str, str], Column]) -> None:
    found = only(points((today, draft("ground: political-offence", "ground: death-penalty"))))
    assert [(p.subject, p.relation, p.only) for p in found] == [
        ("death penalty", Relation.ONLY, ("draft",)),
        ("political offence", Relation.ONLY, ("fx-001",)),
    ]


def test_measures_that_one_alone_serves_are_scope_not_distance(today: Column, draft: Callable[[str, str], Column]) -> None:
    narrower = draft("measures: [extradition, search-seizure, bank-records]", "measures: [extradition, search-seizure]")
    found = distance(today, narrower)
    assert (found.distance, round(found.scope, 3)) == (0.0, 0.333)


def test_silence_of_a_text_that_is_not_written_down_is_unknown(corpus: Corpus, today: Column) -> None:
    basis_only = of_instrument(corpus, corpus.by_id["fx-003"], ON)
    found = [point for point in points((today, basis_only)) if point.topic is not Topic.MEASURES and point.measures]
    assert {point.relation for point in found} == {Relation.UNKNOWN}
    measured = {part.topic: part for part in distance(today, basis_only).topics}
    assert measured[Topic.GROUNDS].distance is None
    assert measured[Topic.GROUNDS].unknown > 0


def test_states_are_compared_by_law_treaties_and_statements(corpus: Corpus, law: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match="no law of XB"):
        of_states(corpus, ("XA", "XB"), ON)
    folder = write(tmp_path / "law", {p.relative_to(law).as_posix(): p.read_text(encoding="utf-8") for p in law.rglob("*") if p.is_file()})
    for name in ("instrument.yaml", "provisions.yaml"):
        text = (folder / "instruments/xa-code" / name).read_text(encoding="utf-8")
        write(folder, {f"instruments/xb-code/{name}": text.replace("xa-code", "xb-code").replace("of: XA", "of: XB")})
    found = compare(load_files(folder), of_states(load_files(folder), ("XA", "XB"), ON), ON.isoformat())
    seen = {(point.topic, point.subject): point for point in found.points}
    assert seen[Topic.GROUNDS, "nationality"].relation is Relation.SAME
    assert seen[Topic.TREATIES, "Convention on Assistance"].relation is Relation.SAME
    assert seen[Topic.STATEMENTS, "fx-001 8"].only == ("XB",)


def test_a_topic_that_was_never_entered_for_a_state_is_unknown(today: Column) -> None:
    silent = replace(today, label="XB", entries={}, covers=frozenset({Topic.GROUNDS}))
    relations = {point.topic: point.relation for point in points((today, silent))}
    assert relations[Topic.GROUNDS] is Relation.ONLY
    assert relations[Topic.CLOCKS] is Relation.UNKNOWN


# -- distance


def test_distance_is_the_weighted_share(today: Column, draft: Callable[[str, str], Column]) -> None:
    """One point of weight 1 of all; it differs, so it counts a half."""
    found = distance(today, draft('days: "40"', 'days: "18"'))
    total = sum(part.weight * part.subjects for part in found.topics)
    assert found.distance == pytest.approx(0.5 / total)
    assert "in one alone" in found.means


def test_distance_is_symmetric_and_within_bounds(corpus: Corpus) -> None:
    columns = [of_instrument(corpus, law, ON) for law in corpus.instruments]
    for first in columns:
        for second in columns:
            one, other = distance(first, second), distance(second, first)
            assert one.distance == other.distance
            assert one.distance is None or 0.0 <= one.distance <= 1.0


def test_the_check_bites(monkeypatch: pytest.MonkeyPatch, today: Column, draft: Callable[[str, str], Column]) -> None:
    """A comparison that looks at the names of stands alone would miss a changed threshold."""
    changed = draft("at_least: 12}", "at_least: 24}")
    assert only(points((today, changed)))
    monkeypatch.setattr(points_module, "likeness", lambda first, second: Likeness.SAME)
    assert not only(points((today, changed)))


# -- files and command


@pytest.fixture
def found(corpus: Corpus, today: Column, draft: Callable[[str, str], Column]) -> Comparison:
    return compare(corpus, (today, draft('"refused where the offence is political"', '"=SUM(A1) <b>political</b>"')), ON.isoformat())


def test_a_page_works_offline_and_shows_words_as_they_are(found: Comparison) -> None:
    html = page(found)
    assert "http://" not in html
    assert "https://" not in html
    assert "<script" not in html
    assert "=SUM(A1) &lt;b&gt;political&lt;/b&gt;" in html
    assert html.count('role="region"') == html.count('tabindex="0"') > 0
    assert "@media print" in html


def test_no_cell_of_the_table_is_a_formula(found: Comparison) -> None:
    rows = list(csv.reader(io.StringIO(table(found))))
    assert {len(row) for row in rows} == {9}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.fixture
def run(law: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setattr(loading, "CHECKOUT", law)
    monkeypatch.setenv("COMITY_HOME", str(tmp_path_factory.mktemp("home")))
    return lambda *args: CliRunner().invoke(main, ["compare", *args], prog_name="comity")


def test_the_command_writes_three_files(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("fx-001", "fx-003", "fx-004", "-o", str(tmp_path / "out"), "--json")
    assert result.exit_code == 0, result.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"compare.html", "compare.csv", "compare.json"}
    data = json.loads(result.stdout)
    assert data == json.loads((tmp_path / "out/compare.json").read_text(encoding="utf-8"))
    assert data["matrix"]["fx-001"]["fx-001"] == 0
    assert len(data["distances"]) == 3


def test_drafts_of_one_text_are_compared_beside_the_law(run: Callable[..., Result], tmp_path: Path) -> None:
    for name, rules in (("one", CONVENTION_PROVISIONS), ("two", CONVENTION_PROVISIONS.replace("political-offence", "death-penalty"))):
        write_draft(tmp_path / name, rules)
    result = run("--drafts", str(tmp_path / "one"), str(tmp_path / "two"), "--topic", "grounds", "--full")
    assert result.exit_code == 0, result.output
    assert "political offence" in result.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("fx-001",), "two different sides"),
        (("fx-001", "fx-999"), "unknown instrument 'fx-999'"),
        (("fx-001", "fx-003", "--topic", "weather"), "unknown topic"),
        (("fx-001", "fx-003", "--on", "yesterday"), "is no day"),
        (("--states", "XA", "ZZ"), "unknown actor"),
        (("--drafts", "nowhere", "fx-001"), "holds no draft"),
        (("--drafts", "--states", "XA", "XB"), "choose one"),
    ],
)
def test_wrong_input_is_said(run: Callable[..., Result], args: tuple[str, ...], words: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_wrong_draft_is_refused_with_its_place(corpus: Corpus, tmp_path: Path) -> None:
    write_draft(tmp_path / "bad", CONVENTION_PROVISIONS.replace("offence.political", "offence.politics"))
    with pytest.raises(WrongLaw, match=r"provisions\.yaml:\d+: .*offence\.politics"):
        load_drafts(corpus, [tmp_path / "bad"])


def test_a_distance_says_what_it_counts(today: Column) -> None:
    found: Distance = distance(today, today)
    assert "3 measures that both serve" in found.means
