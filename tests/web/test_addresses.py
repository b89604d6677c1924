# SPDX-License-Identifier: EUPL-1.2
"""The table of addresses: whoever comes to one without its form is led on, and the language can be changed on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from comity.web.accounts.models import User
from comity.web.addresses import FOR_PROGRAMS, above

VARIES = re.compile(r"<(?:(\w+):)?\w+>")


def _addresses(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    for pattern in patterns:
        here = before + str(pattern.pattern).removeprefix("^").removesuffix("$").removesuffix(r"\Z")
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, here)
        else:
            yield here


def addresses() -> list[str]:
    """Every address of ours, with something in the place of what varies; those written as expressions are left to their own tests."""
    found = {VARIES.sub(lambda part: "1" if part[1] == "int" else "x", at) for at in _addresses(get_resolver().url_patterns)}
    return sorted(at for at in found if not at.startswith(FOR_PROGRAMS) and not set(at) & set("()[]?*+\\"))


def test_nobody_stands_before_an_address_that_is_only_for_a_form(client: Client, office: dict[str, User]) -> None:
    client.force_login(office["approver"])
    assert len(addresses()) > 60
    for address in addresses():
        answer = client.get(address)
        assert answer.status_code != 405, address
        answer.getvalue()  # so that what it reads from is closed


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/api/tokens/new/", "/api/tokens/"),
        ("/api/tokens/7/revoke/", "/api/tokens/"),
        ("/audit/verify/", "/audit/"),
        ("/admin/users/3/roles/", "/admin/users/3/"),
        ("/language/", "/"),
        ("/", "/"),
    ],
)
def test_the_page_above(path: str, page: str) -> None:
    assert above(path) == page


def test_the_language_is_changed_on_a_page_that_answered_a_form(client: Client, office: dict[str, User]) -> None:
    client.force_login(office["officer"])
    answer = client.post("/absences/add/", {"since": ""})
    assert answer.status_code == 422
    here = answer.content.decode().split('name="next" value="')[1].split('"')[0]
    answer = client.post("/language/", {"language": "az", "next": here}, follow=True)
    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == "/absences/"
    assert '<html lang="az"' in answer.content.decode()


def test_a_program_is_told_that_a_method_is_wrong(client: Client, office: dict[str, User]) -> None:
    assert client.get("/api/v1/advice").status_code in (401, 405)
    client.force_login(office["officer"])
    assert client.delete("/audit/verify/").status_code == 405
