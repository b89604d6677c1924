# SPDX-License-Identifier: EUPL-1.2
"""The headers of every address, whoever asks: what may run, what may be kept, what is told to others."""

from __future__ import annotations

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from comity.web.accounts.models import User
from web.test_addresses import addresses

pytestmark = pytest.mark.django_db
SAFE = {"default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "frame-ancestors": "'none'", "base-uri": "'none'"}


def wrong(answer: HttpResponseBase) -> list[str]:
    """What is not as it should be."""
    policy = dict(part.strip().split(" ", 1) for part in answer.get("Content-Security-Policy", "").split(";") if part.strip())
    faults = [name for name, value in SAFE.items() if policy.get(name) != value]
    faults += ["unsafe"] * ("unsafe" in str(policy))
    wanted = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex, nofollow"}
    wanted |= {"X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin"}
    faults += [name for name, value in wanted.items() if answer.get(name) != value]
    return faults + ["Cache-Control"] * ("no-store" not in answer.get("Cache-Control", ""))


@pytest.mark.parametrize("who", ["officer", "approver", "nobody"])
def test_every_answer_is_private_and_runs_only_our_own(office: dict[str, User], who: str) -> None:
    client = Client()
    if who != "nobody":
        client.force_login(office[who])
    faults = {}
    for address in [*addresses(), "/nothing-is-here/", "/api/v1/law/measures"]:
        answer = client.get(address)
        answer.getvalue()
        if found := wrong(answer):
            faults[address] = found
    assert not faults


def test_a_fault_of_ours_too(office: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(office["officer"])
    monkeypatch.setattr("comity.web.pages.start", lambda user: 1 / 0)
    answer = client.get("/")
    assert answer.status_code == 500
    assert not wrong(answer)


def test_what_is_kept_nowhere_would_be_found(client: Client) -> None:
    answer = client.get("/account/login/")
    answer["Cache-Control"] = "max-age=60"
    answer["Content-Security-Policy"] = "script-src 'self' 'unsafe-inline'"
    assert {"Cache-Control", "script-src", "unsafe", "default-src"} <= set(wrong(answer))


def test_static_files_are_kept(client: Client) -> None:
    answer = client.get("/static/comity/comity.css")
    assert "max-age" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    answer.getvalue()
