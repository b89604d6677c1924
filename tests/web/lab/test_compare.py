# SPDX-License-Identifier: EUPL-1.2
"""Comparisons: asked by an address, answered at once, filtered, saved; a draft of one's own as a job."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from django.utils.html import conditional_escape

from comity.lab.compare.comparison import plain
from comity.lab.compare.topics import Topic
from comity.model.text import Text
from comity.web.jobs.lifecycle import State
from comity.web.jobs.models import Job
from comity.web.knowledge import adviser
from comity.web.lab.asked.compare import TOPICS, CompareForm
from comity.web.lab.asked.draft import DraftForm
from comity.web.lab.comparing import compared
from comity.web.lab.results.compare import RELATIONS, SIZE, Filters
from comity.web.lab.results.words import gap, sense, subject
from web.lab.conftest import page, words

pytestmark = pytest.mark.django_db
PAIR = "instruments=minsk-1993&instruments=chisinau-2002"
ROWS = "//table[contains(@class, 'comity-side-by-side')]/tbody/tr"
DRAFT_LAW = """
id: fx-900
kind: convention
title: {en: Draft of a convention}
parties: {list: complete, to: 2026-11-24}
in_force: none
content: formalised
"""
DRAFT_RULES = """
sources: {d: {what: a draft}}
defaults: {source: d, confidence: low}
provisions:
  - {id: all, article: "1", kind: basis, measures: [extradition], says: "persons are extradited on request"}
  - {id: trial, article: "2", kind: must-refuse, ground: political-offence, says: "not for a political offence, said <b>loudly</b>"}
"""


def data(sides: list[str], of: str = "instruments", topics: tuple[str, ...] = ()) -> dict[str, Any]:
    return plain(compared(adviser().corpus, sides, of, date(2026, 11, 24), topics))


# -- the form


def test_the_form_comes_first(client: Client) -> None:
    found = page(client, "/lab/compare/")
    assert found.xpath("//form[@method='get'][@action='/lab/compare/']")
    assert len(found.xpath("//input[@name='topics']")) == len(Topic) == len(TOPICS)
    assert not found.xpath("//*[@id='points']")


@pytest.mark.parametrize(
    ("query", "words_"),
    [
        ("states=AZ&instruments=uncac", "not both"),
        ("states=AZ", "Name two to five."),
        ("states=AZ&states=AZ", "Name two to five."),
        ("instruments=", "Name two to five."),
        (
            "instruments=uncac&instruments=untoc&instruments=ets-024&instruments=ets-030&instruments=ets-182&instruments=minsk-1993",
            "two to five",
        ),
        ("instruments=uncac&instruments=nothing-of-the-kind", "Nothing is called so: nothing-of-the-kind."),
        ("instruments=uncac&instruments=--help", "Nothing is called so: --help."),
        ("states=AZ&states=Atlantis", "Nothing is called so: Atlantis."),
        ("states=AZ&states=VA", "The law of these is not here yet: Holy See"),
        (f"{PAIR}&topics=weather", "weather"),
        (f"{PAIR}&on=yesterday", "Law of the day"),
    ],
)
def test_what_cannot_be_compared_is_said_beside_the_field(client: Client, query: str, words_: str) -> None:
    found = page(client, f"/lab/compare/?{query}", status=422)
    assert words_ in words(found, "//div[@role='alert']")
    assert not found.xpath("//*[@id='points']")
    assert client.get(f"/lab/compare/compare.json?{query}").status_code == 404


def test_the_arguments_are_those_of_the_command() -> None:
    form = CompareForm(QueryDict("states=Azerbaijan&states=GE&topics=use limits&on=2020-01-01"))
    assert form.is_valid(), form.errors
    assert form.arguments() == ["AZ", "GE", "--states", "--topic=use-limits", "--on=2020-01-01"]
    assert form.address == "states=AZ&states=GE&topics=use+limits&on=2020-01-01"
    again = CompareForm(QueryDict(form.address))
    assert again.is_valid()
    assert again.cleaned_data == form.cleaned_data


# -- the comparison


def test_each_point_is_a_row_with_a_cell_for_each_side(client: Client) -> None:
    found = page(client, f"/lab/compare/?{PAIR}&topics=grounds&on=2026-11-24")
    wanted = data(["minsk-1993", "chisinau-2002"], topics=("grounds",))
    rows = found.xpath(ROWS)
    assert len(rows) == len(wanted["points"]) > 10
    for row, point in zip(rows, wanted["points"], strict=True):
        assert words(row, "th/span[contains(@class, 'comity-tag')]") == RELATIONS[point["relation"]]
        for cell, entries in zip(row.xpath("td"), point["cells"].values(), strict=True):
            assert len(cell.xpath("div[@class='comity-entry']")) == len(entries or [])
            for shown, entry in zip(cell.xpath("div[@class='comity-entry']"), entries or [], strict=True):
                assert " ".join(entry["says"].split()) in words(shown)
                assert f"confidence: {entry['confidence']}" in words(shown)
                assert " ".join(entry["source"].split()) in words(shown)
                assert shown.xpath("p/a/@href")[0].startswith(f"/law/instruments/{entry['instrument']}/")


def test_the_links_lead_to_articles_that_are_there(client: Client) -> None:
    found = page(client, f"/lab/compare/?{PAIR}&topics=clocks")
    links = set(found.xpath(f"{ROWS}//a/@href"))
    assert links
    for link in links:
        place, _, anchor = link.partition("#")
        assert page(client, place).xpath(f"//*[@id='{anchor}']"), link


def test_the_distance_and_what_it_means(client: Client) -> None:
    found = page(client, f"/lab/compare/?{PAIR}&on=2026-11-24")
    wanted = data(["minsk-1993", "chisinau-2002"])["distances"][0]
    card = words(found, "//section[@aria-labelledby='apart']//div[@class='comity-card']")
    assert f"{wanted['distance']:.2f}" in card
    assert f"On the {len(wanted['measures'])} measures that both serve, {round(wanted['distance'] * 100)} %" in card


def test_five_sides_have_ten_distances(client: Client) -> None:
    names = ["ets-024", "ets-030", "minsk-1993", "chisinau-2002", "uncac"]
    found = page(client, "/lab/compare/", {"instruments": names})
    assert len(found.xpath("//section[@aria-labelledby='apart']//div[@class='comity-card']")) == 10
    assert all(len(row.xpath("td")) == 5 for row in found.xpath(ROWS))


def test_the_counts_lead_to_what_they_count(client: Client) -> None:
    found = page(client, "/lab/compare/?states=AZ&states=GE")
    table = found.xpath("//table[contains(@class, 'comity-counts')]/tbody/tr")
    assert sum(int(words(row, "td[last()]")) for row in table) == len(data(["AZ", "GE"], "states")["points"])
    for link in table[1].xpath("td/a"):
        number = int(link.text)
        there = page(client, "/lab/compare/" + link.get("href").partition("#")[0])
        assert words(there, "//*[@id='points']/p[@role='status']").startswith(f"{number} point")
        assert len(there.xpath(ROWS)) == min(number, SIZE)


def test_words_are_sought_in_all_that_is_said(client: Client) -> None:
    everything = data(["minsk-1993", "chisinau-2002"])["points"]
    found = page(client, f"/lab/compare/?{PAIR}&on=2026-11-24&q=NATIONAL%20extradit")
    shown = found.xpath(ROWS)
    assert 0 < len(shown) < len(everything)
    assert all("national" in words(row).lower() for row in shown)
    none = page(client, f"/lab/compare/?{PAIR}&q=xyzzy")
    assert "No point fits." in words(none)
    assert not none.xpath(ROWS)


@pytest.mark.parametrize("query", ["show=weather", "relation=likes", "after=-1", "after=999999999999", "q=%00"])
def test_what_is_no_filter_does_not_count(client: Client, query: str) -> None:
    assert len(page(client, f"/lab/compare/?{PAIR}&{query}").xpath(ROWS)) == SIZE


def test_the_pages_hold_each_point_once(client: Client) -> None:
    total = len(data(["minsk-1993", "chisinau-2002"])["points"])
    seen: list[str] = []
    query = f"?{PAIR}&on=2026-11-24"
    while query:
        found = page(client, f"/lab/compare/{query}")
        seen += found.xpath(f"{ROWS}/@id")
        query = next(iter(found.xpath("//a[@rel='next']/@href")), "").partition("#")[0]
    assert seen == [f"point-{number}" for number in range(1, total + 1)]


def test_filters_are_kept_in_addresses() -> None:
    filters = Filters.of({"show": "grounds", "relation": "same", "q": "a&b"})
    assert filters.address("states=AZ&states=GE", after=7) == "?states=AZ&states=GE&show=grounds&relation=same&q=a%26b&after=7"
    assert filters.address("", show="", relation="", q="") == "?"


# -- files


def test_the_files_are_those_of_the_command(client: Client) -> None:
    query = f"{PAIR}&on=2026-11-24&topics=grounds"
    wanted = data(["minsk-1993", "chisinau-2002"], topics=("grounds",))
    answer = client.get(f"/lab/compare/compare.json?{query}")
    assert json.loads(answer.content) == json.loads(json.dumps(wanted))
    assert answer["Content-Disposition"] == 'attachment; filename="compare.json"'
    rows = list(csv.DictReader(io.StringIO(client.get(f"/lab/compare/compare.csv?{query}").content.decode())))
    assert [row["subject"] for row in rows] == [point["subject"] for point in wanted["points"]]
    assert client.get(f"/lab/compare/compare.html?{query}").content.decode().startswith("<!doctype html>")
    assert client.get(f"/lab/compare/compare.exe?{query}").status_code == 404
    links = page(client, f"/lab/compare/?{query}").xpath("//a[@download]/@href")
    assert all(client.get(link).status_code == 200 for link in links)
    assert len(links) == 3


def test_nobody_reads_it_without_signing_in() -> None:
    assert Client().get(f"/lab/compare/?{PAIR}").status_code == 302
    assert Client().get(f"/lab/compare/compare.json?{PAIR}").status_code == 302


# -- in the language of the page


def test_the_words_are_in_the_language_of_the_page(client: Client) -> None:
    answer = client.get(f"/lab/compare/?{PAIR}&topics=grounds&topics=language", headers={"accept-language": "az"})
    assert 'lang="az"' in answer.content.decode()
    subjects = {point["subject"] for point in data(["minsk-1993", "chisinau-2002"], topics=("grounds",))["points"]}
    named = [ground.name.az for ground in adviser().corpus.grounds.values() if ground.name.en.lower() in subjects]
    assert len(named) > 5
    assert all(name in answer.content.decode() for name in named)


@pytest.mark.parametrize("language", ["en", "az", "ru", "fr"])
def test_every_subject_of_the_vocabularies_has_a_name(language: str) -> None:
    corpus = adviser().corpus
    with translation.override(language):
        for measure in corpus.measures.values():
            assert str(subject(Topic.MEASURES, measure.name.en, None)) == _marked(measure.name, language)
        for ground in corpus.grounds.values():
            assert _marked(ground.name, language) == str(subject(Topic.GROUNDS, ground.name.en.lower(), None))
            asking = str(subject(Topic.GROUNDS, f"{ground.name.en.lower()} (when it asks)", None))
            assert html.unescape(asking).startswith(f"{html.unescape(_marked(ground.name, language))} (")


def _marked(text: Text, language: str) -> str:
    said, spoken = text.in_language(language)
    return said if spoken == language else f'<span lang="{spoken}">{said}</span>'


def test_what_has_no_name_is_said_as_it_is() -> None:
    with translation.override("fr"):
        assert conditional_escape(sense("a <b>sense</b>")) == '<span lang="en">a &lt;b&gt;sense&lt;/b&gt;</span>'
        assert conditional_escape(subject(Topic.DUTIES, "keeps <it>", None)) == '<span lang="en">keeps &lt;it&gt;</span>'
    with translation.override("en"):
        assert sense("applies") == ""
        assert sense("in en, fr; translation required") == "English, French; translation required"
        assert sense("10 days (calendar)") == "10 days (calendar)"
        assert sense("1 month and 10 days") == "1 month and 10 days"
        assert sense("adds must refuse: special-court") == "adds: Mandatory ground for refusal, Exceptional court"
        assert sense("excludes rule-3") == "excludes: rule-3"
        assert sense("declaration") == "Declaration"
        assert sense("help may be refused, by appreciation") == "may be refused, by appreciation"
        assert subject(Topic.STATEMENTS, "ets-030 5", None) == f"{adviser().corpus.by_id['ets-030'].short.en} 5"
        assert gap("narrower", "help is refused", ["A", "B"]) == "must be refused: in fewer cases in A than in B"
        assert gap("senses", "", ["A", "B"]) == "they say different things"


# -- a draft of one's own


def draft(**changed: str) -> list[SimpleUploadedFile]:
    files = {"instrument.yaml": DRAFT_LAW, "provisions.yaml": DRAFT_RULES, **changed}
    return [SimpleUploadedFile(name, content.encode()) for name, content in files.items()]


def test_a_draft_is_compared_as_a_job(client: Client, asker: Callable[..., Client]) -> None:
    answer = client.post("/lab/compare/draft/", {"draft": draft(), "instruments": ["ets-024"], "on": "2026-11-24"})
    assert answer.status_code == 302, answer.content.decode()
    place = answer["Location"]
    job = Job.objects.get()
    assert job.status is State.DONE, job.fault
    assert job.arguments == ["--on=2026-11-24", "draft", "ets-024"]
    found = page(client, place)
    assert words(found, "//ul[@class='comity-sides']/li[1]").startswith("The draft")
    political = next(row for row in found.xpath(ROWS) if "loudly" in words(row))
    assert "not for a political offence, said <b>loudly</b>" in words(political, "td[1]")
    assert not political.xpath("td[1]//b[text()='loudly']")
    assert {link.rpartition("/")[2] for link in found.xpath("//a[@download]/@href")} == {
        "compare.csv",
        "compare.html",
        "compare.json",
        "result.json",
    }
    filtered = page(client, f"{place}?q=loudly")
    assert len(filtered.xpath(ROWS)) == 1
    foreigner = asker("foreigner", "Ministry of another state")
    for part in ("", "progress/", "files/compare.json"):
        assert foreigner.get(place + part).status_code == 404


def test_the_words_of_a_draft_are_its_own(client: Client) -> None:
    """Also where it takes the id of an instrument that is there, and the id of one of its rules."""
    rule = adviser().corpus.by_id["ets-024"].provisions[0]
    rules = DRAFT_RULES.replace("id: all", f"id: {rule.id}").replace("persons are extradited", "XX are extradited")
    files = draft(**{"instrument.yaml": DRAFT_LAW.replace("fx-900", "ets-024"), "provisions.yaml": rules})
    place = client.post("/lab/compare/draft/", {"draft": files, "instruments": ["minsk-1993"]})["Location"]
    found = page(client, place)
    assert "XX are extradited on request" in words(found)
    assert rule.says.en not in words(found, f"{ROWS}/td[1]")


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"provisions.yaml": DRAFT_RULES.replace("political-offence", "bad-weather")}, "draft/provisions.yaml:6"),
        ({"provisions.yaml": "provisions: &a [*a]"}, "draft/provisions.yaml:1"),
        ({"provisions.yaml": "provisions: !!python/object/apply:os.system [id]"}, "draft/provisions.yaml:1"),
        ({"provisions.yaml": "[" * 5000}, "draft/provisions.yaml:1"),
        ({"instrument.yaml": "id: ../../etc"}, "draft/instrument.yaml:1"),
    ],
)
def test_a_wrong_or_hostile_draft_is_refused_with_its_place(client: Client, changed: dict[str, str], fault: str) -> None:
    answer = client.post("/lab/compare/draft/", {"draft": draft(**changed), "instruments": ["ets-024"]}, follow=True)
    assert Job.objects.get().status is State.FAILED
    said = answer.content.decode()
    assert fault in said
    assert "our own fault" not in said
    assert "/tmp" not in said  # noqa: S108 - nothing of where it ran


@pytest.mark.parametrize(
    ("files", "instruments", "words_"),
    [
        ([], ["ets-024"], "Choose the files of the draft."),
        (draft(**{"evil.sh": "rm"}), ["ets-024"], "No file of an instrument is called so: evil.sh."),
        (draft()[1:], ["ets-024"], "instrument.yaml has to be among them"),
        (draft() + draft()[:1], ["ets-024"], "each name once"),
        (draft(**{"cases.yaml": " " * 1_000_001}), ["ets-024"], "larger than 1 MB"),
        (draft(), [], "Name at least 1."),
        (draft(), ["--states"], "Nothing is called so: --states."),
        (draft(), ["ets-024", "ets-030", "uncac", "untoc", "minsk-1993"], "At most 4."),
    ],
)
def test_what_is_no_draft_begins_no_job(client: Client, files: list[SimpleUploadedFile], instruments: list[str], words_: str) -> None:
    for file in files:
        file.seek(0)
    answer = client.post("/lab/compare/draft/", {"draft": files, "instruments": instruments})
    assert answer.status_code == 422
    assert words_ in answer.content.decode()
    assert not Job.objects.exists()


def test_a_path_in_the_name_of_a_file_is_cut(client: Client) -> None:
    form = DraftForm(QueryDict("instruments=ets-024"), MultiValueDict({"draft": [SimpleUploadedFile("../../instrument.yaml", b"id: x")]}))
    assert form.is_valid(), form.errors
    assert form.given_files() == [("draft/instrument.yaml", b"id: x")]
    assert form.question() == {"instruments": ["ets-024"], "on": form.cleaned_data["on"].isoformat()}
