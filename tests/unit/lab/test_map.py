# SPDX-License-Identifier: EUPL-1.2
"""The cooperation map on the small law: what is asked, what is found, what is written, and that each check bites."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from comity.corpus.corpus import Corpus
from comity.corpus.load import load_files
from comity.corpus.problems import Problems
from comity.corpus.region_files import Region, Regions, load_regions, read_regions
from comity.lab.grid import Grid
from comity.lab.map import page, style
from comity.lab.map.atlas import FEATURES, holds, read_atlas
from comity.lab.map.changes import counted, through_time
from comity.lab.map.data import harmless, pair_rows, write_csv
from comity.lab.map.files import write
from comity.lab.map.findings import legs, only_conditional, stalled, whole_years
from comity.lab.map.idle import idle, unstated
from comity.lab.map.matrix import runs
from comity.lab.map.network import network
from comity.lab.map.places import dots, places, shapes
from comity.lab.map.projection import projection
from comity.lab.map.question import Question, actors_of, read_question
from comity.lab.map.result import compute, summary
from comity.lab.map.view import View, days, view
from comity.lab.world import Strength, World
from comity.model.errors import WrongInput, WrongLaw
from comity.model.law import Side
from unit import small_law

DAY = date(2026, 11, 24)
REGIONS = """\
sources:
  memory: {what: "from memory, not verified"}
defaults: {source: memory, confidence: low}
parts: [east, west]
regions:
  - {id: all, name: {en: All}, of: [east, west]}
  - {id: east, name: {en: East}, actors: [XA, XT]}
  - {id: west, name: {en: West}, actors: [XB, XC]}
  - {id: convention, name: {en: Parties}, party: fx-001}
  - {id: letters, name: {en: Letters}, union: XU}
"""
SHUT_OUT = (
    small_law.CONVENTION_STATEMENTS
    + """\
  - id: xb-all
    by: XB
    kind: declaration
    to: ["1"]
    from: 2003-10-02
    towards: [XA]
    says: "does not apply it towards Alphaland"
    effects: [{exclude: all}]
"""
)
Lawgiver = Callable[..., Corpus]


@pytest.fixture
def corpus_of(tmp_path: Path) -> Lawgiver:
    """The small law with some files changed."""

    def made(**changes: str) -> Corpus:
        files = {**small_law.FILES, **{f"instruments/fx-001/{name}.yaml": content for name, content in changes.items()}}
        return load_files(small_law.write(tmp_path / "law", files))

    return made


@pytest.fixture
def corpus(corpus_of: Lawgiver) -> Corpus:
    return corpus_of()


def regions_of(corpus: Corpus, folder: Path, content: str = REGIONS) -> Regions:
    path = folder / "regions.yaml"
    path.write_text(content, encoding="utf-8")
    return load_regions(corpus, path)


def seen_of(corpus: Corpus, folder: Path, **asked: Any) -> View:
    question = Question(**{"measure": "bank-records", "on": DAY, **asked})
    return view(corpus, regions_of(corpus, folder), question)


def quiet(_step: str) -> None:
    return None


# -- what is asked


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({}, "no measure"),
        ({"measure": "extraditoin"}, "extradition"),
        ({"measure": "extradition", "offence": "frued"}, "fraud"),
        ({"measure": "extradition", "state": "XU"}, "unknown state"),
        ({"measure": "extradition", "state": "XS"}, "unknown state"),
        ({"measure": "extradition", "state": "XA", "on": "1980-01-01"}, "did not exist"),
        ({"measure": "extradition", "region": "nowhere"}, "unknown region"),
        ({"measure": "extradition", "on": "2026-02-30"}, "no day"),
        ({"measure": "extradition", "on": "1800-01-01"}, "before 1900"),
        ({"measure": "extradition", "since": "soon"}, "no number"),
        ({"measure": "extradition", "since": "2027"}, "no number"),
        ({"measure": "extradition", "stalled_years": "-1"}, "no number"),
    ],
)
def test_wrong_questions(corpus: Corpus, tmp_path: Path, given: dict[str, str], what: str) -> None:
    with pytest.raises(WrongInput, match=what) as caught:
        read_question(corpus, regions_of(corpus, tmp_path), given, DAY)
    assert caught.value.where
    assert caught.value.do


def test_a_region_is_who_belongs_to_it_that_day(corpus: Corpus, tmp_path: Path) -> None:
    regions = regions_of(corpus, tmp_path)

    def who(region: str, on: date) -> frozenset[str]:
        return actors_of(corpus, regions, Question("extradition", on, region=region))

    assert who("all", DAY) == {"XA", "XB", "XC", "XT"}
    assert who("convention", DAY) == {"XA", "XB", "XT"}
    assert who("convention", date(2000, 1, 1)) == {"XA", "XT"}
    assert who("letters", date(2019, 1, 1)) == {"XA", "XB"}
    assert who("letters", DAY) == {"XA"}
    with pytest.raises(WrongInput, match="nobody"):
        who("letters", date(1999, 1, 1))
    assert actors_of(corpus, regions, Question("extradition", DAY, state="XC", region="letters")) == {"XA", "XC"}


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("actors: [XB, XC]", "actors: [XB]", "XC lies in no part"),
        ("actors: [XB, XC]", "actors: [XA, XB, XC]", "XA lies in two parts"),
        ("actors: [XB, XC]", "actors: [XB, XC, QQ]", "unknown actor"),
        ("party: fx-001", "party: fx-099", "unknown instrument"),
        ("party: fx-001", "party: fx-001, union: XU", "exactly one"),
        ("of: [east, west]", "of: [east, all]", "circle"),
        ("of: [east, west]", "of: [east, north]", "unknown region"),
        ("parts: [east, west]", "parts: [east, north]", "unknown region"),
        ("id: letters", "id: east", "stands twice"),
        ("confidence: low", "confidence: high", "from memory"),
        ("id: all,", "id: all, colour: red,", "colour"),
    ],
)
def test_wrong_regions(corpus: Corpus, tmp_path: Path, old: str, new: str, what: str) -> None:
    assert old in REGIONS
    with pytest.raises(WrongLaw, match=what):
        regions_of(corpus, tmp_path, REGIONS.replace(old, new))


# -- what is found


def test_pairs_and_directions(corpus: Corpus, tmp_path: Path) -> None:
    seen = seen_of(corpus, tmp_path)
    assert seen.pairs.sum() == 12
    assert Strength(int(seen.strength[0, 1])) is Strength.TREATY
    alone = seen_of(corpus, tmp_path, state="XA")
    assert {name: int(cells.sum()) for name, cells in alone.directions.items()} == {"asks": 3, "is asked": 3}
    before = seen_of(corpus, tmp_path, on=date(1985, 1, 1))
    assert before.pairs.sum() == 6, "an actor that did not exist is in no pair"


def test_a_vector_is_spread_over_the_rows_of_any_grid(corpus: Corpus) -> None:
    world = World.of(corpus)
    some = Grid(world.statuses, (2, 0), (1, 3, 0))
    for grid in (world.grid, some, *world.strips(["XB"])):
        for bits in range(1 << len(world.actors)):
            rows = [(i, j) for i in grid.asking for j in grid.asked]
            for side, place in ((Side.REQUESTING, 0), (Side.REQUESTED, 1)):
                expected = sum((bits >> pair[place] & 1) << row for row, pair in enumerate(rows))
                assert grid.spread(bits, side) == expected


def test_pairs_that_hang_on_one_instrument(corpus: Corpus, tmp_path: Path) -> None:
    seen = seen_of(corpus, tmp_path)
    assert [(leg.instrument, leg.pairs) for leg in legs(seen)] == [("fx-001", int((seen.pairs & (seen.strength >= Strength.LIST)).sum()))]
    assert only_conditional(seen) == ()


def test_pairs_for_which_nothing_is_certain(corpus_of: Lawgiver, tmp_path: Path) -> None:
    seen = seen_of(corpus_of(instrument=small_law.CONVENTION + "content: basis-only\n"), tmp_path)
    assert (legs(seen), only_conditional(seen)) == ((), (("fx-001", 6),))


def test_statements_make_a_treaty_idle(corpus_of: Lawgiver, tmp_path: Path) -> None:
    assert idle(seen_of(corpus_of(), tmp_path)) == (), "nothing is idle before"
    shut = corpus_of(statements=SHUT_OUT)
    (found,) = idle(seen_of(shut, tmp_path))
    assert (found.instrument, found.would, found.by) == ("fx-001", 2, ("XB",))
    assert set(found.pairs) == {("XA", "XB"), ("XB", "XA")}
    assert found.why == ("Betaland: does not apply it towards Alphaland",)
    assert [(cause.by, cause.instrument, cause.statement) for cause in found.causes] == [("XB", "fx-001", "xb-all")]
    assert not any(law.statements for law in unstated(shut).instruments)


def test_signatures_stall(corpus: Corpus, tmp_path: Path) -> None:
    (found,) = stalled(seen_of(corpus, tmp_path))
    assert (found.instrument, found.state, found.signed, found.years) == ("fx-001", "XC", "1991-01-01", 35)
    assert stalled(seen_of(corpus, tmp_path, stalled_years=36)) == ()
    assert stalled(seen_of(corpus, tmp_path, on=date(1990, 6, 1), stalled_years=0)) == ()
    assert stalled(seen_of(corpus, tmp_path, state="XA")) == ()
    assert whole_years(date(2000, 2, 29), date(2001, 2, 28)) == 0


def test_network(corpus: Corpus, tmp_path: Path) -> None:
    net = network(seen_of(corpus, tmp_path))
    linked = {place.actor: place.partners for place in net.places}
    assert linked["XC"] == 0
    assert linked["XA"] >= 1
    assert net.links == sum(linked.values()) / 2
    assert net.alone == sum(number == 0 for number in linked.values())
    nobody = network(seen_of(corpus, tmp_path, on=date(1960, 1, 1)))
    assert (nobody.links, nobody.deepest, nobody.deepest_actors) == (0, 0, ())


def test_time_line(corpus: Corpus, tmp_path: Path) -> None:
    seen = seen_of(corpus, tmp_path, since=1995)
    past = counted(seen, through_time(seen.world, seen.question, quiet))
    assert [day for day, _, _ in past] == list(days(seen.question))
    firm = {day.year: counts["treaty"] for day, _, counts in past if day != DAY}
    assert (firm[1998], firm[1999], firm[2003], firm[2004]) == (0, 2, 2, 6), "what came in force in October 2003 shows on 1 January 2004"
    assert past[-1][2] == seen.counts(seen.pairs)


# -- what is drawn and written


def test_every_actor_has_a_place() -> None:
    keys = {str(one.get("id") or one["properties"]["name"]) for one in read_atlas()["objects"][FEATURES]["geometries"]}
    assert {place.shape for place in places().values() if place.shape} <= keys
    assert all(place.shape or place.dot for place in places().values()), "whoever has no shape is a dot"


def test_disputed_parts_belong_to_nobody() -> None:
    square = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)]
    assert holds(square, (1.0, 1.0))
    assert not holds(square, (3.0, 1.0))
    apart = [one for one in read_atlas()["objects"][FEATURES]["geometries"] if one["properties"].get("name") == "Crimea"]
    assert [len(one["arcs"]) for one in apart] == [1]


def test_shapes_and_dots_carry_values() -> None:
    some, *_ = (code for code, place in places().items() if place.dot and place.shape)
    values = {some: {"shown": "x"}}
    (mine,) = shapes(values)["objects"][FEATURES]["geometries"]
    assert mine["properties"] == {"shown": "x"}
    assert len(shapes(values, others=True)["objects"][FEATURES]["geometries"]) > 200
    assert [dot["shown"] for dot in dots(values)] == ["x"]


def test_a_region_is_shown_near() -> None:
    assert projection((), 100, 50)["type"] == "equalEarth"
    assert projection(places(), 100, 50)["type"] == "equalEarth"
    small = next(iter(places()))
    assert projection((small,), 100, 50)["type"] == "azimuthalEqualArea"


def test_lightness_tells_strengths_apart() -> None:
    def lightness(colour: str) -> float:
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    greys = [lightness(style.COLOURS[level]) for level in style.COLOURS if level is not Strength.UNKNOWN]
    assert all(darker + 25 < lighter for darker, lighter in pairwise(greys)), greys


def test_runs_cover_the_matrix(corpus: Corpus, tmp_path: Path) -> None:
    seen = seen_of(corpus, tmp_path)
    cells = np.full(seen.strength.shape, -1)
    for row, start, end, level in runs(seen, seen.actors):
        assert (cells[row, start:end] == -1).all()
        cells[row, start:end] = level
    assert (np.diag(cells) == -1).all()
    assert (cells == seen.strength)[seen.pairs].all()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_formula_in_csv(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless("fx-001") == "fx-001"


def test_csv_of_a_hostile_name(corpus: Corpus, tmp_path: Path) -> None:
    row = next(pair_rows(seen_of(corpus, tmp_path)))._replace(bases=("=cmd()",), offence="@sum")
    write_csv([row], tmp_path / "data.csv")
    (read,) = csv.DictReader(io.StringIO((tmp_path / "data.csv").read_text(encoding="utf-8")))
    assert (read["bases"], read["offence"]) == ("'=cmd()", "'@sum")


class Page(HTMLParser):
    """What a page holds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("asked", [{"state": "XA"}, {"on": date(1960, 1, 1), "region": "west"}])
def test_files(corpus: Corpus, tmp_path: Path, asked: dict[str, Any]) -> None:
    question = Question(**{"measure": "bank-records", "on": DAY, "since": 1960, **asked})
    result = compute(corpus, regions_of(corpus, tmp_path), question, quiet)
    folder = tmp_path / "out"
    names = write(result, folder, quiet)
    assert sorted(names) == sorted(path.name for path in folder.iterdir())
    assert {
        "map.svg",
        "map.png",
        "matrix.svg",
        "matrix.png",
        "timeline.svg",
        "report.html",
        "data.csv",
        "data.parquet",
        "changes.json",
    } <= set(names)
    assert (folder / "map.png").read_bytes().startswith(b"\x89PNG")
    rows = list(csv.DictReader(io.StringIO((folder / "data.csv").read_text(encoding="utf-8"))))
    table = pq.read_table(folder / "data.parquet")
    assert len(rows) == table.num_rows == int(result.seen.pairs.sum())
    assert table.column("bases").to_pylist() == [row["bases"].split() for row in rows]
    assert list(rows[0])[:7] == ["requesting", "requested", "measure", "offence", "on", "strength", "bases"]
    text = (folder / "report.html").read_text(encoding="utf-8")
    tags = Page(text).tags
    assert all(attrs.get("alt") for tag, attrs in tags if tag == "img")
    addresses = [attrs.get("src") or attrs.get("href") or "" for tag, attrs in tags if tag in ("img", "link", "a", "script", "iframe")]
    assert addresses
    assert all(address.startswith(("data:", "#")) for address in addresses), "the page needs nothing else"
    json.dumps(summary(result))


def test_names_are_escaped() -> None:
    made = page.table("<b>", ("<i>",), [("<script>",)], "nothing")
    assert "<script>" not in made
    assert "<i>" not in made
    assert page.table("x", ("y",), [], "There is <nothing>.") == "<p>There is &lt;nothing&gt;.</p>"


def test_a_broken_file_of_regions(corpus: Corpus, tmp_path: Path) -> None:
    problems = Problems()
    (tmp_path / "r.yaml").write_text("regions: [", encoding="utf-8")
    assert read_regions(tmp_path / "r.yaml", corpus, problems).by_id == {}
    assert problems.found
    with pytest.raises(WrongInput, match="not there"):
        load_regions(corpus, tmp_path / "none.yaml")
    assert Region.__doc__
