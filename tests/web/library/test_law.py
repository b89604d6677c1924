# SPDX-License-Identifier: EUPL-1.2
"""Pages of the law on the real body of law."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver

from comity.web.accounts.models import Role
from comity.web.knowledge import adviser
from comity.web.library import instruments, usage
from comity.web.library.folding import fold, matches
from comity.web.library.terms import glossary

CONVENTION = "/law/instruments/ets-030/"


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


PAGES = (
    "/law/",
    CONVENTION,
    "/law/instruments/ets-030/statements/az-2/",
    "/law/instruments/ets-030/map.svg",
    "/law/instruments/ets-030/changes/",
    "/law/states/",
    "/law/states/AZ/?partner=GE",
    "/law/states/AZ/measures/banking/?partner=GE",
    "/law/states/ICC/",
    "/law/states/EU/",
    "/law/measures/",
    "/law/measures/extradition/",
    "/law/offences/",
    "/law/offences/money-laundering/",
    "/law/grounds/",
    "/law/grounds/dual-criminality/",
    "/law/glossary/",
    "/law/glossary/speciality/",
    "/law/reports/",
    "/law/reports/new/?at=/law/instruments/ets-030/%23art-14",
    "/law/directory/",
    "/law/directory/law/",
)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_every_page_opens_in_every_language(reader: Client, address: str, language: str) -> None:
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = body(reader, address)
    assert "style=" not in page
    if not address.endswith(".svg"):
        assert f'lang="{language}"' in page
        assert "<script>" not in page


@pytest.mark.parametrize("address", PAGES)
def test_nothing_without_signing_in(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "/law/instruments/nowhere/",
        "/law/instruments/ets-030/statements/nowhere/",
        "/law/instruments/nowhere/statements/az-2/",
        "/law/instruments/nowhere/map.svg",
        "/law/instruments/nowhere/changes/",
        "/law/instruments/az-constitution/map.svg",
        "/law/states/QQ/",
        "/law/states/AZ/measures/nowhere/?partner=GE",
        "/law/states/AZ/measures/data/?partner=QQ",
        "/law/states/AZ/measures/data/",
        "/law/measures/nowhere/",
        "/law/offences/nowhere/",
        "/law/grounds/nowhere/",
        "/law/glossary/nowhere/",
        "/law/reports/999999/",
        "/law/reports/99999999999999999999999/",
        "/law/directory/999999/",
        "/law/directory/import/999999/",
    ],
)
def test_what_is_not_there(lawyer: Client, address: str) -> None:
    assert lawyer.get(address).status_code == 404


def test_every_instrument_and_actor_has_a_page(reader: Client) -> None:
    for law in adviser().corpus.instruments[::9]:
        assert law.id in body(reader, f"/law/instruments/{law.id}/")
    for actor in adviser().corpus.actors[::12]:
        assert actor.code in body(reader, f"/law/states/{actor.code}/")


# -- instruments


def test_search_in_any_language_by_id_and_by_code(reader: Client) -> None:
    for words in ("взаимной правовой помощи", "Qarşılıqlı hüquqi yardım", "qarsiliqli huquqi YARDIM", "entraide judiciaire", "ets030"):
        assert f'href="{CONVENTION}"' in body(reader, f"/law/?q={words}")
    assert "Nothing fits" in body(reader, "/law/?q=zzzz")


def test_filters(reader: Client) -> None:
    page = body(reader, "/law/?kind=constitution")
    assert "az-constitution" in page
    assert f'href="{CONVENTION}"' not in page
    assert f'href="{CONVENTION}' in body(reader, "/law/?measure=bank-records&q=mutual")
    assert f'href="{CONVENTION}"' not in body(reader, "/law/?measure=extradition&q=ets-030")
    assert f'href="{CONVENTION}' not in body(reader, "/law/?state=AZ&on=2003-10-01&q=ets-030")
    assert f'href="{CONVENTION}' in body(reader, "/law/?state=AZ&on=2003-10-02&q=ets-030")


def test_paging_by_key(reader: Client) -> None:
    seen: list[str] = []
    address = "/law/"
    for _ in range(20):
        page = body(reader, address)
        seen += re.findall(r'comity-list__title" href="/law/instruments/([^/]+)/', page)
        further = re.search(r'href="(\?[^"]*)" rel="next"', page)
        if further is None:
            break
        assert "offset" not in further[1]
        address = f"/law/{further[1]}"
    assert seen == sorted(law.id for law in adviser().corpus.instruments)


def test_parties_on_a_day(reader: Client) -> None:
    page = body(reader, f"{CONVENTION}?on=2003-01-01")
    assert "Parties (42)" in page
    assert 'id="party-GE"' in page
    assert re.search(r'id="party-GE".*?2000-01-11.*?Source:.*?confidence: high', page, re.DOTALL)
    signed = page[page.index('id="signed"') :]
    assert 'id="party-AZ"' in signed[: signed.index("</table>")]
    assert 'id="party-AZ"' in body(reader, f"{CONVENTION}?on=2003-10-02").split('id="signed"')[0]


def test_a_day_that_is_none_is_an_error_and_stays(reader: Client) -> None:
    page = body(reader, f"{CONVENTION}?on=2003-02-30")
    assert 'value="2003-02-30"' in page
    assert 'href="#on"' in page


def test_articles_and_statements_have_stable_addresses(reader: Client) -> None:
    page = body(reader, CONVENTION)
    for anchor in ("art-14", "art-5", "art-5-1-a", "rule-art-5-1-a", "statement-az-2", "changes", "sources", "relations"):
        assert page.count(f'id="{anchor}"') == 1, anchor
    assert "Optional ground for refusal" in page
    assert "where the act is not an offence under the law of both States" in page
    assert "23 of 25 articles" in page


@pytest.mark.parametrize("law", [law.id for law in adviser().corpus.instruments[::17]])
def test_no_anchor_stands_twice(reader: Client, law: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', body(reader, f"/law/instruments/{law}/"))
    assert len(ids) == len(set(ids)), [name for name in set(ids) if ids.count(name) > 1]


def test_every_article_of_a_rule_has_its_anchor() -> None:
    for law in adviser().corpus.instruments:
        anchors = {article.anchor for article in instruments.articles(law)}
        anchors |= {anchor for article in instruments.articles(law) for anchor, _ in article.rules}
        assert {instruments.slug(rule.article) for rule in law.provisions} <= anchors
        assert sum(len(article.rules) for article in instruments.articles(law)) == len(law.provisions)


def test_changes_newest_first(reader: Client) -> None:
    page = body(reader, f"{CONVENTION}changes/")
    days = re.findall(r'comity-date">(\d{4}-\d{2}-\d{2})', page)
    assert len(days) > 50
    assert days == sorted(days, reverse=True)
    assert "Entry into force" in page
    assert "after=00099" in page


def test_a_statement(reader: Client) -> None:
    page = body(reader, f"{CONVENTION}statements/az-2/")
    assert "Azerbaijan: Reservation" in page
    assert f"{CONVENTION}#art-2" in page
    assert "Report an error" in page


def test_the_map_is_sound_and_names_the_parties(reader: Client) -> None:
    answer = reader.get(f"{CONVENTION}map.svg?on=2003-01-01")
    assert answer["Content-Type"].startswith("image/svg+xml")
    root = ElementTree.fromstring(answer.content)  # noqa: S314 - our own picture
    shapes = {shape[0].text: shape.get("fill") for shape in root[2] if shape.get("d")}
    assert shapes["Georgia"] != shapes["Azerbaijan"] != shapes["China"]
    assert len(answer.content) < 400_000


def test_conditions_without_a_phrase_are_asked_as_questions(reader: Client) -> None:
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    page = body(reader, CONVENTION)
    assert "comity-rule__condition" in page
    assert "offence.dual" not in page


# -- states and words


def test_a_state(reader: Client) -> None:
    page = body(reader, "/law/states/AZ/?on=2003-01-01")
    for words in ("Azərbaycan", "Азербайджан", "Azerbaïdjan", "abolished", "Ministry of Justice", "az-constitution", "confidence: medium"):
        assert words in page
    in_force = page[page.index('id="treaties"') : page.index('id="statements"')]
    assert f'href="{CONVENTION}?on=2003-01-01"' in in_force.partition("Signed, not bound")[2]


def test_measures_with_a_partner(reader: Client) -> None:
    page = body(reader, "/law/states/AZ/?partner=GE&on=2026-01-01")
    assert 'hx-get="/law/states/AZ/measures/banking/?partner=GE&on=2026-01-01"' in page
    part = reader.get("/law/states/AZ/measures/banking/?partner=GE&on=2026-01-01", headers={"hx-request": "true"}).content.decode()
    assert "<html" not in part
    assert "/law/measures/bank-records/" in part
    assert "comity-tag--" in part
    assert "<html" in body(reader, "/law/states/AZ/measures/banking/?partner=GE")


@pytest.mark.parametrize("partner", ["ICC", "EU", "INTERPOL", "SU", "GG", "AQ"])
def test_a_partner_of_any_kind(reader: Client, partner: str) -> None:
    for day in ("1900-01-01", "2026-01-01"):
        assert body(reader, f"/law/states/AZ/measures/extradition/?partner={partner}&on={day}")
        assert body(reader, f"/law/states/{partner}/measures/extradition/?partner=AZ&on={day}")


def test_a_state_with_itself_says_nothing(reader: Client) -> None:
    assert "hx-get" not in body(reader, "/law/states/AZ/?partner=AZ")
    assert body(reader, "/law/states/AZ/measures/banking/?partner=AZ")


def test_words_and_where_they_are_used(reader: Client) -> None:
    page = body(reader, "/law/grounds/dual-criminality/")
    assert "İkili kriminallıq" in page
    assert f"{CONVENTION}#rule-art-5-1-a" in page
    assert "dual-criminality" in body(reader, "/law/grounds/?q=двойная")
    assert "Nearest measures" in body(reader, "/law/measures/extradition/")
    assert "07041" in body(reader, "/law/offences/money-laundering/")
    assert glossary()["speciality"].meaning.en in body(reader, "/law/glossary/speciality/")
    assert usage.of_offence(adviser().corpus, "money-laundering")


def test_folding() -> None:
    assert fold("  Əlavə  Şərtlər İ ") == fold("elave sertler i")
    assert matches("", ())
    assert matches("Genève conv", ("Convention de Geneve",))
    assert not matches("conv rome", ("Convention de Geneve",))


def test_binding_by_national_law() -> None:
    law = adviser().corpus.by_id["az-constitution"]
    assert instruments.binds(adviser(), law, "AZ", date(2026, 1, 1))
    assert not instruments.binds(adviser(), law, "GE", date(2026, 1, 1))


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}{% debug %}",
    "' OR 1=1 --",
    "\u202eevil",
    "a\x00b",
    "\ufdfa" * 50,
    "%00",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_strings_are_inert(officer: Client, words: str) -> None:
    for address in ("/law/", "/law/states/", "/law/grounds/", "/law/glossary/", "/law/directory/", "/law/directory/law/", "/law/reports/"):
        answer = officer.get(address, dict.fromkeys(("q", "kind", "measure", "state", "on", "after", "standing", "decision"), words))
        assert answer.status_code == 200, address
        page = answer.content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert officer.get(CONVENTION, {"on": words}).status_code == 200
    assert officer.get("/law/states/AZ/", {"on": words, "partner": words}).status_code == 200


def test_every_route_of_the_app_is_for_those_who_are_signed_in(client: Client, db: None) -> None:
    parts = [part for part in get_resolver().url_patterns if isinstance(part, URLResolver) and part.app_name == "library"]
    assert parts
    for route in parts[0].url_patterns:
        address = "/law/" + re.sub(r"<int:\w+>", "1", re.sub(r"<str:\w+>", "x", str(route.pattern)))
        for method in (client.get, client.post):
            assert method(address).status_code == 302, address


def test_changes_need_a_token_against_forgery(user: Callable[..., object]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user("lawyer", Role.TREATY_LAWYER))  # type: ignore[arg-type]  # the fixture makes users
    for address in ("/law/reports/new/", "/law/reports/1/decide/", "/law/directory/new/", "/law/directory/1/confirm/"):
        assert client.post(address).status_code == 403
