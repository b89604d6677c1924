# SPDX-License-Identifier: EUPL-1.2
"""The pages of a map without any script: every figure on them is one of the data."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from comity.web.accounts.models import User
from comity.web.jobs.models import Job
from comity.web.lab.results.pairs import ASKED, ASKS, LEVELS, Past
from web.lab.made_map import made_map
from web.lab.tree import Tree, tree


@pytest.fixture
def job(office: dict[str, User]) -> Job:
    """A map of Azerbaijan and Europe."""
    return made_map(office["officer"])


@pytest.fixture
def client(office: dict[str, User]) -> Client:
    """The browser of the officer."""
    client = Client()
    client.force_login(office["officer"])
    return client


@pytest.fixture
def past(job: Job) -> Past:
    """Its change points."""
    return Past.of(json.loads(job.result("changes.json") or b""))


def page(client: Client, job: Job, query: str = "") -> Tree:
    answer = client.get(f"/jobs/{job.pk}/{query}")
    assert answer.status_code == 200
    return tree(answer.content)


def totals(shown: Tree) -> dict[str, int]:
    return {mark.get("data-total"): int(mark.text) for mark in shown.xpath("//*[@data-total]")}


def strengths(job: Job) -> dict[tuple[str, str], str]:
    rows = csv.DictReader(io.StringIO((job.result("data.csv") or b"").decode()))
    return {(row["requesting"], row["requested"]): row["strength"] for row in rows}


# -- change points


def test_the_last_day_is_what_the_data_say(job: Job, past: Past) -> None:
    rows, now = strengths(job), past.day(past.on)
    assert past.line(now, "AZ", ASKS, past.on) == {other: level for (one, other), level in rows.items() if one == "AZ"}
    assert past.line(now, "AZ", ASKED, past.on) == {one: level for (one, other), level in rows.items() if other == "AZ"}


def test_counts_are_those_of_the_time_line(job: Job, past: Past) -> None:
    line = json.loads(job.result("result.json") or b"")["timeline"]
    days = past.years()
    counted = {}
    for now, day in zip(past.through(days), days, strict=True):
        counted[day, "asks"] = past.counts(now, "AZ", ASKS, day)
        counted[day, "is asked"] = past.counts(now, "AZ", ASKED, day)
    assert counted == {(row["on"], row["direction"]): {level: row[level] for level in LEVELS} for row in line}
    each = [past.counts(now, code, ASKS, day) for code in past.actors]
    assert past.counts(now, "", ASKS, day) == {level: sum(found[level] for found in each) for level in LEVELS}


def test_who_did_not_exist_is_in_no_pair(past: Past) -> None:
    before, after = "1990-06-01", "1994-01-01"
    assert not past.line(past.day(before), "AZ", ASKS, before)
    assert "CZ" not in past.line(past.day(before), "FR", ASKS, before)
    assert "CZ" in past.line(past.day(after), "FR", ASKS, after)


@pytest.mark.parametrize(
    ("asked", "day"), [("1999-05-05", "1999-05-05"), ("1800-01-01", "1985-01-01"), ("2099-01-01", "2026-01-01"), ("x", "2026-01-01")]
)
def test_a_day_is_one_that_is_known(past: Past, asked: str, day: str) -> None:
    assert past.within(asked) == day


# -- the map


def test_the_map_of_the_state_asked_about(client: Client, job: Job) -> None:
    shown, rows = page(client, job), strengths(job)
    mine = Counter(level for (one, _), level in rows.items() if one == "AZ")
    assert totals(shown) == {level: mine[level] for level in LEVELS}
    fills = {shape.get("data-code"): shape.get("fill") for shape in shown.xpath("//a[@data-code]")}
    assert fills.pop("AZ") == "url(#land-own)"
    assert fills == {other: f"url(#land-{level})" for (one, other), level in rows.items() if one == "AZ" and other in fills}
    assert len(fills) > 40
    assert set(fills.values()) <= {f"url(#{mark})" for mark in shown.xpath("//pattern/@id")}


def test_the_table_says_the_same(client: Client, job: Job) -> None:
    shown, rows = page(client, job), strengths(job)
    for level in LEVELS:
        (row,) = shown.xpath(f"//tr[@data-row='{level}']")
        asked = {parse_qs(urlsplit(address).query)["requested"][0] for address in row.xpath(".//a/@href")}
        assert asked == {other for (one, other), found in rows.items() if one == "AZ" and found == level}
        assert row.xpath("string(.//*[@data-number])") == str(len(asked))
    link = parse_qs(urlsplit(shown.xpath("//tr[@data-row]//a/@href")[0]).query)
    assert link["requesting"] == ["AZ"]
    assert link["measure"] == ["extradition"]
    assert link["on"] == ["2026-01-01"]


def test_another_state_another_day_and_the_other_direction(client: Client, job: Job, past: Past) -> None:
    shown, state = page(client, job, "?state=FR&way=asked&day=1999-07-01"), "FR"
    assert totals(shown) == past.counts(past.day("1999-07-01"), state, ASKED, "1999-07-01")
    assert shown.xpath("//select[@name='state']//option[@selected]/@value") == [state]
    assert shown.xpath("//input[@name='day']/@value") == ["1999-07-01"]
    requested = parse_qs(urlsplit(shown.xpath("//tr[@data-row]//a/@href")[0]).query)["requested"]
    assert requested == [state]


def test_every_shape_is_a_link_with_words(client: Client, job: Job) -> None:
    shown = page(client, job, "?day=2001-01-01")
    for shape in shown.xpath("//a[@data-code]"):
        assert shape.get("aria-label") == shape.xpath("string(title)")
        query = parse_qs(urlsplit(shape.get("href")).query)
        assert query["state"] == [shape.get("data-code")]
        assert query["day"] == ["2001-01-01"]


def test_all_of_them_by_number_of_partners(client: Client, job: Job, past: Past) -> None:
    shown = page(client, job, "?state=")
    numbers = past.partners(past.day(past.on), past.on)
    ranked = {row.xpath("string(th)").strip(): int(row.xpath("string(td[1])")) for row in shown.xpath("//tbody[@data-ranking]/tr")}
    assert len(ranked) == len(past.actors)
    assert ranked["France"] == numbers["FR"]["treaty"] + numbers["FR"]["list"]
    assert list(ranked.values()) == sorted(ranked.values(), reverse=True)
    assert sum(int(mark.text) for mark in shown.xpath("//*[@data-step]")) == len(past.actors)
    possible = page(client, job, "?state=&least=possible")
    more = {row.xpath("string(th)").strip(): int(row.xpath("string(td[1])")) for row in possible.xpath("//tbody[@data-ranking]/tr")}
    assert more["France"] == ranked["France"] + numbers["FR"]["conditional"]


def test_a_state_that_did_not_exist(client: Client, job: Job) -> None:
    shown = page(client, job, "?state=AZ&day=1986-01-01")
    assert sum(totals(shown).values()) == 0
    assert not shown.xpath("//*[@data-absent-note]/@hidden")


@pytest.mark.parametrize("query", ["?state=QQ&way=x&day=x&show=x&least=x", "?show=matrix&rows=x&columns=-1&day=9&what=x", "?state=%00"])
def test_nonsense_in_the_address_is_left_aside(client: Client, job: Job, query: str) -> None:
    page(client, job, query)


def test_nothing_inline(client: Client, job: Job) -> None:
    for show in ("map", "matrix", "findings", "network"):
        shown = page(client, job, f"?show={show}")
        assert not shown.xpath("//@style | //style | //main//script[not(@src)] | //*[@onclick]")


# -- the matrix


def test_a_matrix_of_states(client: Client, job: Job) -> None:
    shown, rows = page(client, job, "?show=matrix&rows=northern-europe&columns=western-europe"), strengths(made_all(job))
    cells = shown.xpath("//table[@data-history]//td/a")
    assert len(cells) > 50
    for cell in cells:
        query = {name: value[0] for name, value in parse_qs(urlsplit(cell.get("href")).query).items()}
        level = rows[query["requesting"], query["requested"]]
        assert cell.getparent().get("class") == f"comity-sign--{level}"
        assert query["measure"] == "extradition"
        assert query["on"] == "2026-01-01"
        assert " → " in cell.get("aria-label")


def made_all(job: Job) -> Job:
    """The same question without a state, so that its data hold all pairs."""
    return made_map(job.who, state="")


def test_the_overview_counts_the_same_pairs(client: Client, job: Job) -> None:
    rows = strengths(made_all(job))
    shown = page(client, job, "?show=matrix")
    (west,) = shown.xpath("//section[@data-of='overview']//tbody/tr[normalize-space(th)='Western Europe']")
    address, share = west.xpath("td/a/@href")[1], int(west.xpath("string(td[2]/a)"))
    assert "rows=western-europe" in address
    inner = page(client, job, address.partition("#")[0])
    pairs = {
        tuple(parse_qs(urlsplit(cell).query)[side][0] for side in ("requesting", "requested"))
        for cell in inner.xpath("//table[@data-history]//td/a/@href")
    }
    firm = sum(rows[pair] in ("treaty", "list") for pair in pairs)
    assert share == round(100 * firm / len(pairs))


def test_a_matrix_of_measures(client: Client, job: Job) -> None:
    shown = page(client, job, "?show=matrix&what=measures&state=AZ&columns=western-europe")
    every = json.loads(job.result("measures.json") or b"")
    heads = shown.xpath("//table[@data-matrix]//thead/tr/th")
    assert len(heads) == len(every["measures"])
    row = shown.xpath("//table[@data-matrix]//tbody/tr[normalize-space(th)='France']/td")
    place = every["actors"].index("AZ") * len(every["actors"]) + every["actors"].index("FR")
    expected = [f"comity-sign--{every['strengths'][int(digits[place])]}" for digits in every["measures"].values()]
    assert [cell.get("class") for cell in row] == expected
    measures = [parse_qs(urlsplit(cell.xpath("string(a/@href)")).query)["measure"][0] for cell in row]
    assert measures == list(every["measures"])


def test_a_matrix_that_is_too_large_says_so(client: Client, job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.web.lab.results.map_matrix.MOST", 100)
    shown = page(client, job, "?show=matrix&rows=europe&columns=europe")
    assert not shown.xpath("//table[@data-history]")
    assert shown.xpath("//*[contains(@class, 'comity-empty')]")
    assert shown.xpath("//section[@data-of='overview']")


# -- what was found


def test_findings(client: Client, job: Job) -> None:
    data = json.loads(job.result("result.json") or b"")
    shown = page(client, job, "?show=findings")
    rows = shown.xpath("//section[@data-of='legs']//tbody/tr")
    assert [int(row.xpath("string(td[1])")) for row in rows] == [leg["pairs"] for leg in data["hangs_on_one"]]
    assert all(row.xpath(".//a[starts-with(@href, '/law/instruments/')]") for row in rows)
    assert len(shown.xpath("//section[@data-of='stalled']//tbody/tr")) == len(data["stalled"])
    assert len(shown.xpath("//section[@data-of='idle']/article")) == len(data["idle"])
    gaps = shown.xpath("//section[@data-of='gaps']//tbody/tr/td[2]/text()")
    assert gaps == [str(number) for number in sorted((int(gap) for gap in gaps), reverse=True)]
    for section in ("legs", "conditional", "gaps", "idle", "stalled"):
        assert len(shown.xpath(f"string(//section[@data-of='{section}']/p)")) > 60, "each says what it means"


def test_causes_are_said_in_the_language_of_the_page(client: Client, office: dict[str, User]) -> None:
    job = made_map(office["officer"], region="", state="AZ", since=2025)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    shown = page(client, job, "?show=findings")
    links = shown.xpath("//section[@data-of='idle']//li//a[contains(@href, '/statements/')]")
    assert links
    assert shown.xpath("string(//h2[@id='idle'])") == "En vigueur mais inopérant"


def test_the_network(client: Client, job: Job) -> None:
    network = json.loads(job.result("result.json") or b"")["network"]
    shown = page(client, job, "?show=network")
    assert len(shown.xpath("//section[@data-of='actors']//tbody/tr")) == len(network["places"])
    assert len(shown.xpath("//section[@data-of='terms']//dd")) == 5
    assert len(shown.xpath("//section[@data-of='core']//a")) == len(network["deepest_actors"])


def test_nothing_found_is_said(client: Client, office: dict[str, User]) -> None:
    job = made_map(office["officer"], region="antarctica", state="", since=2025)
    for show in ("map", "matrix", "matrix&what=measures", "findings", "network"):
        shown = page(client, job, f"?show={show}")
        assert shown.xpath("string(//main)")
    assert "No pair hangs on one instrument alone." in page(client, job, "?show=findings").text_content()
