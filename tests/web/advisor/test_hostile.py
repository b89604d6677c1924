# SPDX-License-Identifier: EUPL-1.2
"""Hostile strings in every field are shown as they are and do nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from comity.web.advisor.asked import ORDER
from web.advisor.advice_reading import BASE, every, parsed

STRINGS = [
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "'; DROP TABLE accounts_user; --",
    "{{ 7*7 }}{% now 'Y' %}",
    "%s%n%(requested)s",
    "=cmd|' /C calc'!A0",
    "../../etc/passwd",
    "a\r\nSet-Cookie: x=1",
    "\u202egnp.exe",
    "\x00\x07\ufffe",
    "İıŞşĞğ ЪЁ 漢字 مرحبا 👩‍👩‍👧",
    "${jndi:ldap://x/y}",
    "1e999",
    "9" * 400,
    "٣",
    "NaN",
    "-1",
    "0x10",
    "﷽" * 50,
    "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "(AZ",
    "AZ,GE,",
    ",,,",
    " ",
]
PLACES = (*ORDER, "find", "fact", "value", "fact.offence.dual", "fact.sentence.imposed_months", "fact.person.residence", "fact.x<y>")
OTHERS = ("other_on", "other_requested", "other_measure")


@pytest.mark.parametrize("place", PLACES)
def test_in_every_field(officer: Client, place: str) -> None:
    for text in STRINGS:
        address = "/advice/" if place == "find" else "/advice/answer/"
        _inert(officer.get(address, {**BASE, "fact": "offence.dual", "value": "yes", place: text}, follow=True))


def test_beside(officer: Client) -> None:
    for text in STRINGS:
        _inert(officer.get("/advice/compare/", {**BASE, **dict.fromkeys(OTHERS, text)}))
        _inert(officer.get("/advice/reasons/", {**BASE, "basis": text}))
        _inert(officer.get("/advice/history/", {**BASE, "offence": text}))
        _inert(officer.get("/advice/measures/", {"find": text, "measure": text}))
        _inert(officer.get("/advice/answer.json", {**BASE, "offence": text}))


def _inert(page: object) -> None:
    assert page.status_code in (200, 404, 422)  # type: ignore[attr-defined]
    if "html" not in page["Content-Type"] or not page.content.strip():  # type: ignore[index, attr-defined]
        return
    tree = parsed(page)
    assert all(script.get("src", "").startswith("/static/") for script in every(tree, "script"))
    assert not [item for item in tree.iter() if isinstance(item.tag, str) and any(name.startswith("on") for name in item.attrib)]
    assert "Set-Cookie: x" not in str(page.headers)  # type: ignore[attr-defined]


def test_what_was_typed_stands_there_unchanged(officer: Client) -> None:
    for text in STRINGS[:7]:
        page = officer.get("/advice/answer/", {**BASE, "requested": text, "offence": text})
        tree = parsed(page)
        assert every(tree, id="requested")[0].get("value") == text
        assert every(tree, id="offence")[0].get("value") == text


def test_many_facts_are_bounded(officer: Client) -> None:
    given = {**BASE, **{f"fact.f{number}": "yes" for number in range(900)}}
    page = officer.get("/advice/answer/", given)
    assert page.status_code == 422
    assert len(every(parsed(page), class_="govuk-error-message")) <= 300
