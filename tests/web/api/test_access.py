# SPDX-License-Identifier: EUPL-1.2
"""Who comes in: tokens, scopes, expiry, revocation, rate; acts on tokens and their page."""

from __future__ import annotations

import hmac
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from comity.web.accounts.models import User
from comity.web.actions import Refused
from comity.web.api.access import WRONG
from comity.web.api.acts import MOST_LIVE, IssueToken, RevokeToken
from comity.web.api.document import document, operations, scope_of
from comity.web.api.models import PREFIX, Scope, Token, hash_of
from comity.web.audit.models import Entry
from web.api.conftest import Caller, Issue, data_of, problem_of
from web.conftest import password_of

MEASURES = "/law/measures"


def test_a_token_is_random_and_only_its_hash_is_kept(issue: Issue) -> None:
    first, second = issue("law"), issue("law")
    token = Token.objects.get(hash=hash_of(first))
    assert first != second
    assert len(first) == len(PREFIX) + 43  # 256 bits
    assert first not in str(list(Token.objects.values_list()))
    assert token.hash == hash_of(first)


def test_without_a_token_there_is_nothing(office: dict[str, User]) -> None:
    client = Client()
    client.force_login(office["officer"])  # a session opens nothing here
    for headers in ({}, {"Authorization": "Basic eDp5"}, {"Authorization": "Bearer"}, {"Authorization": "Bearer comity_wrong"}):
        answer = client.get(f"/api/v1{MEASURES}", headers=headers)
        assert problem_of(answer, 401)["code"] == "no-token"  # type: ignore[arg-type]  # the client's answer is one
        assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("scope", Scope.values)
def test_a_scope_opens_its_operations_and_no_other(issue: Issue, scope: str) -> None:
    caller = Caller(issue(scope))
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            answer = caller.send(path.removeprefix("/api/v1").replace("{id}", "1"), b"", method=method.upper())
            opened = scope_of(operation).value == scope
            assert (answer.status_code != 403) is opened, (path, method, answer.status_code)
            if not opened:
                assert scope_of(operation).value in problem_of(answer, 403)["detail"]


def test_every_operation_needs_a_token() -> None:
    assert all(operation["security"][0]["token"] for operation in operations(document()))


def test_a_token_runs_out_and_is_revoked_at_once(issue: Issue, office: dict[str, User]) -> None:
    secret = issue("law")
    caller, token = Caller(secret), Token.objects.get(hash=hash_of(secret))
    assert caller.get(MEASURES).status_code == 200
    today = timezone.localdate()
    Token.objects.filter(pk=token.pk).update(expires=today)
    assert caller.get(MEASURES).status_code == 200
    Token.objects.filter(pk=token.pk).update(expires=today - timedelta(days=1))
    problem_of(caller.get(MEASURES), 401)
    Token.objects.filter(pk=token.pk).update(expires=today)
    RevokeToken(office["officer"], token).run()
    problem_of(caller.get(MEASURES), 401)
    with pytest.raises(Refused):
        RevokeToken(office["officer"], token).run()


def test_a_token_of_one_who_left_opens_nothing(issue: Issue, office: dict[str, User], settings: Any) -> None:
    caller = Caller(issue("law"))
    User.objects.filter(pk=office["officer"].pk).update(demo=True)
    assert caller.get(MEASURES).status_code == 200
    settings.PRODUCTION = True  # where demo accounts are refused
    problem_of(caller.get(MEASURES), 401)
    settings.PRODUCTION = False
    User.objects.filter(pk=office["officer"].pk).update(is_active=False)
    problem_of(caller.get(MEASURES), 401)


def test_the_hash_is_compared_in_constant_time(issue: Issue, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[str, str]] = []

    def compare(kept: str, shown: str) -> bool:
        compared.append((kept, shown))
        return False

    secret = issue("law")
    monkeypatch.setattr(hmac, "compare_digest", compare)
    problem_of(Caller(secret).get(MEASURES), 401)
    assert compared == [(hash_of(secret), hash_of(secret))]


def test_the_day_of_use_is_noted(issue: Issue) -> None:
    secret = issue("law")
    assert Token.objects.get(hash=hash_of(secret)).last_used is None
    Caller(secret).get(MEASURES)
    assert Token.objects.get(hash=hash_of(secret)).last_used == timezone.localdate()


def test_a_token_spends_units_by_the_minute(issue: Issue, settings: Any) -> None:
    settings.API_RATE = 3
    first, second = Caller(issue("law", "check")), Caller(issue("law"))
    assert [first.get(MEASURES).status_code for _ in range(3)] == [200, 200, 200]
    answer = first.get(MEASURES)
    assert problem_of(answer, 429)["code"] == "too-many"
    assert 0 < int(answer["Retry-After"]) <= 60
    assert second.get(MEASURES).status_code == 200  # each token has its own
    problem_of(first.send("/check", {}), 429)


# -- acts


@pytest.mark.parametrize(("scopes", "days"), [((), 30), (("everything",), 30), (("law",), 0), (("law",), 366)])
def test_a_token_has_scopes_and_an_end(office: dict[str, User], scopes: tuple[str, ...], days: int) -> None:
    with pytest.raises(Refused):
        IssueToken(office["officer"], "x", scopes, days).run()
    assert not Entry.objects.filter(act="token.issue").exists()


def test_a_name_is_used_once_and_there_is_an_end_to_tokens(office: dict[str, User], issue: Issue) -> None:
    IssueToken(office["officer"], "register", ["law"], 1).run()
    with pytest.raises(Refused):
        IssueToken(office["officer"], "register", ["law"], 1).run()
    for _ in range(MOST_LIVE - 1):
        issue("law")
    with pytest.raises(Refused):
        issue("law")


def test_who_holds_no_role_makes_no_token(office: dict[str, User]) -> None:
    with pytest.raises(Refused):
        IssueToken(User.objects.create_user("guest"), "x", ["law"], 1).run()


# -- the page


def anew(client: Client) -> None:
    """The officer, who just gave the password once more."""
    client.post("/account/login/", {"login": "officer", "password": password_of("officer")})
    client.post("/account/reauthenticate/", {"password": password_of("officer")})


def test_the_page_shows_a_token_once(client: Client, office: dict[str, User]) -> None:
    anew(client)
    assert "You have no token yet" in client.get("/api/tokens/").content.decode()
    answer = client.post("/api/tokens/new/", {"words": "register", "scopes": ["law", "advice"], "days": "30"})
    token = Token.objects.get()
    shown = answer.content.decode()
    secret = shown.split(f'value="{PREFIX}')[1].split('"')[0]
    assert token.hash == hash_of(PREFIX + secret)
    assert "no-store" in answer["Cache-Control"]
    assert secret not in client.get("/api/tokens/").content.decode()
    assert data_of(Caller(PREFIX + secret).get(MEASURES))["items"]
    entry = Entry.objects.get(act="token.issue")
    assert (entry.who, entry.object, entry.detail["scopes"]) == (office["officer"], str(token.pk), ["advice", "law"])
    assert client.post(f"/api/tokens/{token.pk}/revoke/").status_code == 302
    assert Entry.objects.get(act="token.revoke").object == str(token.pk)
    assert "Revoked" in client.get("/api/tokens/").content.decode()


def test_what_was_typed_stays(client: Client, office: dict[str, User]) -> None:
    anew(client)
    answer = client.post("/api/tokens/new/", {"words": "<register>", "days": "90"})
    shown = answer.content.decode()
    assert '<a href="#scopes">' in shown
    assert 'value="&lt;register&gt;"' in shown
    assert '<option value="90" selected>' in shown
    assert not Token.objects.exists()


def test_tokens_of_others_are_not_there(client: Client, office: dict[str, User], issue: Issue) -> None:
    issue("law", who="approver")
    token = Token.objects.get()
    client.force_login(office["officer"])
    assert client.post(f"/api/tokens/{token.pk}/revoke/").status_code == 404
    assert token.name not in client.get("/api/tokens/").content.decode()
    assert Token.objects.get().revoked is None


def test_a_token_is_made_only_after_the_password_was_given_once_more(client: Client, office: dict[str, User]) -> None:
    client.post("/account/login/", {"login": "officer", "password": password_of("officer")})
    wanted = {"words": "register", "scopes": ["law"], "days": "30"}
    asked = client.post("/api/tokens/new/", wanted)
    assert asked["Location"] == "/account/reauthenticate/?next=%2Fapi%2Ftokens%2Fnew%2F"
    assert client.post(asked["Location"], {"password": "wrong"}).status_code == 200
    assert not Token.objects.exists()
    answer = client.post(asked["Location"], {"password": password_of("officer"), "next": "/api/tokens/new/"})
    assert PREFIX in answer.content.decode()  # what was typed went on
    assert Token.objects.get().name == "register"
    assert Entry.objects.filter(act="token.issue").count() == 1


def test_an_administrator_sees_and_revokes_the_tokens_of_all(client: Client, office: dict[str, User], issue: Issue) -> None:
    secret = issue("law", who="officer")
    token = Token.objects.get()
    at = f"/admin/tokens/{token.pk}/revoke/"
    client.force_login(office["officer"])
    assert client.get("/admin/tokens/").status_code == client.post(at).status_code == 404
    client.force_login(office["approver"])
    shown = client.get("/admin/tokens/").content.decode()
    assert token.name in shown
    assert "officer" in shown
    assert secret not in shown
    assert token.hash not in shown
    assert client.post(at)["Location"] == "/admin/tokens/"
    problem_of(Caller(secret).get(MEASURES), 401)
    client.post(at)  # once is enough
    mine = Entry.objects.filter(who=office["approver"], act__startswith="token.").values_list("act", "object", "detail")
    assert list(mine) == [("token.consult", "", {}), ("token.revoke", str(token.pk), {"user": office["officer"].pk})]


def test_the_tokens_of_all_are_paged(client: Client, office: dict[str, User], monkeypatch: pytest.MonkeyPatch, issue: Issue) -> None:
    monkeypatch.setattr("comity.web.api.pages.PAGE", 2)
    for _ in range(5):
        issue("law")
    client.force_login(office["approver"])
    seen, more = [], None
    while True:
        page = client.get("/admin/tokens/", {"before": more} if more else {}).context
        seen += [token.pk for token in page["tokens"]]
        more = page["more"]
        if more is None:
            break
    assert seen == sorted(Token.objects.values_list("pk", flat=True), reverse=True)


# -- wrong tokens


def wrong(number: int = 0, address: str = "192.0.2.1") -> HttpResponse:
    caller = Caller(f"{PREFIX}wrong-{number}")
    caller.client.defaults["REMOTE_ADDR"] = address
    return caller.get(MEASURES)


@pytest.mark.usefixtures("office")
def test_an_address_with_too_many_wrong_tokens_waits(issue: Issue, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.web.api.access.time.time", lambda: 6_000_000.0)
    settings.API_WRONG = 3
    right = Caller(issue("law"))
    right.client.defaults["REMOTE_ADDR"] = "192.0.2.1"
    assert [wrong(number).status_code for number in range(4)] == [401, 401, 401, 429]
    answer = wrong()
    assert problem_of(answer, 429)["code"] == "too-many"
    assert answer["Retry-After"] == "60"
    assert right.get(MEASURES).status_code == 200  # a right token is not held back by the mistakes of its neighbours
    assert wrong(address="192.0.2.2").status_code == 401  # nor is another address
    assert wrong(address="").status_code == 401  # nor whoever comes through a socket
    monkeypatch.setattr("comity.web.api.access.time.time", lambda: 6_000_060.0)
    assert wrong().status_code == 401


def test_wrong_tokens_are_recorded_without_themselves_and_without_a_flood(issue: Issue, office: dict[str, User]) -> None:
    secret = issue("law")
    token = Token.objects.get()
    RevokeToken(office["officer"], token).run()
    revoked = Caller(secret)
    revoked.client.defaults["REMOTE_ADDR"] = "192.0.2.1"
    for number in range(40):
        wrong(number)
        revoked.get(MEASURES)
    refused = Entry.objects.filter(act="token.refused")
    assert refused.count() == WRONG
    assert set(refused.values_list("object", flat=True)) == {"", str(token.pk)}
    assert set(refused.values_list("who", flat=True)) == {None}
    assert PREFIX not in str(list(refused.values()))
    assert "192.0.2.1" not in str(list(refused.values()))


@pytest.mark.django_db
def test_the_pages_need_a_session(client: Client, settings: Any) -> None:
    for path in ("/api/docs/", "/api/tokens/"):
        assert client.get(path)["Location"].startswith("/account/login/")
    assert client.post("/api/tokens/new/")["Location"].startswith("/account/login/")
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(User.objects.create_user("somebody"))
    assert client.get("/api/docs/")["Location"] == "/account/2fa/"


def test_the_documentation_shows_every_operation(client: Client, office: dict[str, User]) -> None:
    client.force_login(office["officer"])
    shown = client.get("/api/docs/").content.decode()
    for operation in operations(document()):
        assert f'id="{operation["operationId"]}"' in shown
    assert "<script>" not in shown
    assert " style=" not in shown
