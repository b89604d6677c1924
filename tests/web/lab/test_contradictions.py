# SPDX-License-Identifier: EUPL-1.2
"""Contradictions in the browser: asked, found as a job, counted by kind, each with its norms, witness and remedy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import conditional_escape

from comity.lab.contradictions.remedy import SENTENCES as ENGLISH
from comity.lab.contradictions.rules import load_conventions
from comity.lab.contradictions.types import ClashKind
from comity.web.accounts.models import User
from comity.web.jobs.lifecycle import State
from comity.web.jobs.models import Job, JobFile
from comity.web.knowledge import adviser
from comity.web.lab.asked.contradictions import ContradictionsForm
from comity.web.lab.results.contradictions import KINDS, RULES, SIZE, UNRESOLVED
from comity.web.lab.results.remedies import REASONS, SENTENCES, reason, removed_by, why_left_out
from web.lab.conftest import page, words
from web.lab.examples import clash, found_data

pytestmark = pytest.mark.django_db
CLASHES = "//article[contains(@class, 'comity-clash')]"
PAIR = {"instruments": ["ets-024", "minsk-1993"], "on": "2026-11-24"}


@pytest.fixture
def found(client: Client) -> Callable[..., str]:
    """Keeps a job that found these contradictions; its address."""

    def keep(*clashes: dict[str, Any], left_out: tuple[dict[str, str], ...] = ()) -> str:
        user = User.objects.get(username="officer")
        job = Job.objects.create(who=user, kind="contradictions", key="k", state=State.DONE.value, question={"state": "AZ"})
        JobFile.of(job, "result.json", found_data(*clashes, left_out=left_out))
        return f"/jobs/{job.pk}/"

    return keep


# -- the form


@pytest.mark.parametrize(
    ("asked", "words_"),
    [
        ({}, "Name a state, or two instruments."),
        ({"instruments": ["uncac"]}, "Name a state, or two instruments."),
        ({"state": "AZ", "instruments": ["uncac", "untoc"]}, "not both"),
        ({"state": "Atlantis"}, "Nothing is called so: Atlantis."),
        ({"state": "--help"}, "Nothing is called so: --help."),
        ({"instruments": ["--state=AZ", "uncac"]}, "Nothing is called so: --state=AZ."),
        ({"state": "AZ", "on": "tomorrow"}, "Law of the day"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_the_field(client: Client, asked: dict[str, Any], words_: str) -> None:
    answer = client.post("/lab/contradictions/", asked)
    assert answer.status_code == 422
    assert words_ in answer.content.decode()
    assert not Job.objects.exists()


def test_each_argument_is_one_word_with_its_value() -> None:
    form = ContradictionsForm({"state": "Azerbaijan", "on": "2020-01-01"})
    assert form.is_valid(), form.errors
    assert form.arguments() == ["--state=AZ", "--on=2020-01-01"]


def test_two_instruments_are_asked_for_real(client: Client, asker: Callable[..., Client]) -> None:
    place = client.post("/lab/contradictions/", PAIR)["Location"]
    job = Job.objects.get()
    assert job.status is State.DONE, job.fault
    data = msgspec.json.decode(job.result("result.json") or b"")
    assert data["contradictions"]
    shown = page(client, place, {"all": "yes"})
    assert len(shown.xpath(CLASHES)) == min(len(data["contradictions"]), SIZE)
    for card, item in zip(shown.xpath(CLASHES), data["contradictions"], strict=False):
        assert item["norms"][0]["article"] in words(card)
        assert item["removed_by"] == ENGLISH[item["remedy"]["name"]].format(**item["remedy"]["values"])
        assert words(card, ".//dl/dd[last()]")
    foreigner = asker("foreigner", "Ministry of another state")
    for part in ("", "progress/", "files/contradictions.csv"):
        assert foreigner.get(place + part).status_code == 404
    form = page(client, f"/lab/contradictions/?from={job.pk}")
    assert form.xpath("//input[@name='instruments']/@value")[:2] == PAIR["instruments"]


# -- the result


def test_the_kinds_are_counted_and_lead_to_what_they_count(client: Client, found: Callable[..., str]) -> None:
    clashes = [clash("period", UNRESOLVED)] * 2 + [clash("period", "later")] * 3 + [clash("channel", "later")]
    place = found(*clashes)
    shown = page(client, place)
    rows = {words(row, "th/a"): [int(re.match(r"\d+", words(cell))[0]) for cell in row.xpath("td")] for row in shown.xpath("//tbody/tr")}  # type: ignore[index]
    assert rows == {"Different periods": [2, 5], "Different channels": [0, 1]}
    assert len(shown.xpath(CLASHES)) == 2
    counted: Counter[int] = Counter()
    for link in shown.xpath("//tbody/tr/td/a"):
        there = page(client, place + link.get("href").partition("#")[0])
        number = int(re.match(r"\d+", words(link))[0])  # type: ignore[index]  # a number, by the template
        assert len(there.xpath(CLASHES)) == number
        counted[number] += 1
    assert counted == {2: 1, 5: 1, 1: 1}
    assert len(page(client, place + shown.xpath("//tbody/tr[2]/th/a/@href")[0].partition("#")[0]).xpath(CLASHES)) == 1


def test_the_pages_hold_each_once(client: Client, found: Callable[..., str]) -> None:
    place, query, seen = found(*[clash("period", UNRESOLVED)] * (2 * SIZE + 1)), "", []
    while True:
        shown = page(client, place + query)
        seen += shown.xpath(f"{CLASHES}/@id")
        links = shown.xpath("//a[@rel='next']/@href")
        if not links:
            break
        query = links[0].partition("#")[0]
    assert seen == [f"clash-{number}" for number in range(1, 2 * SIZE + 2)]


def test_nothing_found_is_said(client: Client, found: Callable[..., str]) -> None:
    shown = page(client, found())
    assert "No contradiction was found in what is formalised." in words(shown)
    assert not shown.xpath("//form[@role='search']")


def test_the_words_of_norms_are_inert(client: Client, found: Callable[..., str]) -> None:
    shown = page(client, found(clash("period", UNRESOLVED)))
    assert "first <b>norm</b>" in words(shown, CLASHES)
    assert not shown.xpath("//b[text()='norm']")


def test_what_was_left_out_is_said_with_the_reason(client: Client, found: Callable[..., str]) -> None:
    left = ({"instrument": "uncac", "why": "its existence is not confirmed"}, {"instrument": "untoc", "why": "not formalised: 7, 8"})
    shown = page(client, found(left_out=left))
    law = adviser().corpus.by_id
    assert words(shown, "//details//ul").startswith(f"{law['uncac'].short.en}: its existence is not confirmed")
    assert "not formalised: 7, 8" in words(shown)


# -- words


def test_every_kind_rule_and_remedy_has_words() -> None:
    assert set(KINDS) == {kind.value for kind in ClashKind}
    assert set(load_conventions().order) | {UNRESOLVED} <= set(RULES)
    assert set(SENTENCES) == set(ENGLISH)
    for name, sentence in ENGLISH.items():
        assert re.sub(r"%\((\w+)\)s", r"{\1}", str(SENTENCES[name])) == sentence


@pytest.mark.parametrize("language", ["en", "az", "ru", "fr"])
@pytest.mark.parametrize("name", ENGLISH)
def test_a_remedy_is_said_in_the_language_of_the_page(name: str, language: str) -> None:
    every = {"first": "ets-024 3", "second": "the law of AZ", "loser": "uncac 46(9)", "winner": "minsk-1993 57", "family": "ets-024"}
    every |= {"ground": "dual-criminality", "measures": "extradition, freezing", "absent": "GE", "mine": "40 days", "theirs": "18 days"}
    values = {key: value for key, value in every.items() if f"{{{key}}}" in ENGLISH[name]}
    corpus = adviser().corpus
    with translation.override(language):
        said = str(removed_by({"remedy": {"name": name, "values": values}, "removed_by": "x"}))
        if "measures" in values:
            assert corpus.measures["freezing"].name.in_language(language)[0] in said
        if "ground" in values:
            assert corpus.grounds["dual-criminality"].name.in_language(language)[0] in said
        if "first" in values:
            assert f"{corpus.by_id['ets-024'].short.in_language(language)[0]}, 3" in said
    assert "%(" not in said
    assert "ets-024" not in said.replace(corpus.by_id["ets-024"].short.en, "")


def test_results_of_an_earlier_version_have_their_english_sentence() -> None:
    with translation.override("ru"):
        assert conditional_escape(removed_by({"removed_by": "amend <it>"})) == '<span lang="en">amend &lt;it&gt;</span>'
        assert conditional_escape(reason({"says": "by a rule"})) == '<span lang="en">by a rule</span>'
        assert conditional_escape(why_left_out("for another reason")) == '<span lang="en">for another reason</span>'


@pytest.mark.parametrize("language", ["az", "ru", "fr"])
def test_why_no_rule_settles_it_is_said_in_the_language_of_the_page(language: str) -> None:
    for name in REASONS:
        english = str(REASONS[name])
        with translation.override(language):
            assert reason({"reason": name, "says": english}) not in ("", english)
