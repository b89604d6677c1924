# SPDX-License-Identifier: EUPL-1.2
"""S10: a seeded part of acts by chance; two thousand are in ``make torture``. The events in the guide are those in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.torture_web.door import REFUSALS
from bench.torture_web.town import WAYS, Town
from bench.torture_web.trail import CONSULTED, names_of_acts, torture
from django.test import Client

import comity.web
from comity.web.accounts.models import Membership, Role, Unit, User
from comity.web.audit.models import Entry, record
from comity.web.drafting import acts, pages, papers
from comity.web.drafting.models import Comment
from web.security.names import loaded

SEED = 20261127
SOURCE = Path(comity.web.__file__).parent
GUIDE = Path(__file__).parents[3] / "docs" / "administrator.md"


@pytest.fixture
def town(db: None) -> Town:
    """People at work."""
    return Town.built(SEED)


def test_each_act_has_one_entry(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    report = torture(town, 130)
    done = f"{report.tried} requests, {sum(report.done.values())} entries, {report.refused} refused, {report.disclosed} disclosures"
    with capsys.disabled():
        print(f"\nS10: {done}")  # noqa: T201 - the count is asked for
    assert not report.faults, "\n".join(report.faults)
    assert len(report.done) > 20
    assert report.refused
    assert report.disclosed


def test_there_is_a_way_to_every_act() -> None:
    loaded()
    assert names_of_acts() - set(WAYS) == set(), "write a way in bench/torture_web/town.py for each act"


def _only(town: Town, monkeypatch: pytest.MonkeyPatch, name: str) -> list[str]:
    for other in list(WAYS):
        if other != name:
            monkeypatch.delitem(WAYS, other)
    return torture(town, 12).faults


def test_it_bites_where_a_look_is_not_recorded(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pages, papers):
        monkeypatch.setattr(module, "looked", lambda *rest, **more: None)
    assert any("has no entry on it" in fault for fault in _only(town, monkeypatch, "draft.consult"))


def test_it_bites_where_a_change_is_not_recorded(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(self: acts.Remark) -> None:
        Comment.objects.create(draft=self.draft, by=self.who, text="silent")

    monkeypatch.setattr(acts.Remark, "run", silent)
    monkeypatch.setattr(acts.Remark, "name", "draft.comment")
    assert any("something changed" in fault for fault in _only(town, monkeypatch, "draft.comment"))


def test_it_bites_where_an_entry_is_written_twice(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    execute = acts.Remark.execute

    def twice(self: acts.Remark) -> Comment:
        record(self.who, "draft.comment", on=self.draft)
        return execute(self)

    monkeypatch.setattr(acts.Remark, "execute", twice)
    assert any("1 times and has 2 entries" in fault for fault in _only(town, monkeypatch, "draft.comment"))


# -- the guide


def events() -> set[str]:
    """Every name that may stand in the trail: of the acts, and of what is recorded by its name."""
    loaded()
    return names_of_acts() | {name for place in SOURCE.rglob("*.py") for name in _recorded(ast.parse(place.read_text(encoding="utf-8")))}


def _recorded(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="record" | "looked" | "refused" | "Look"), args=[_, ast.Constant(value=str(name)), *_]):
                yield name


def test_the_guide_names_every_event_and_no_other() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    table = text[text.index("### What is recorded") : text.index("## Backup and restore")]
    told = set(re.findall(r"`([a-z-]+\.[a-z-]+)`", table))
    assert events() - told == set(), "not in docs/administrator.md"
    assert told - events() == set(), "in docs/administrator.md, and nowhere in the code"


def test_every_kind_of_consultation_and_refusal_is_an_event() -> None:
    assert events() >= CONSULTED | REFUSALS


# -- what was wrong


def test_a_role_that_is_over_is_not_ended_again(db: None, client: Client) -> None:
    unit = Unit.objects.create(name="Unit", state="AZ")
    admin, user = User.objects.create_user("admin"), User.objects.create_user("user")
    Membership.objects.create(user=admin, unit=unit, role=Role.ADMINISTRATOR)
    over = Membership.objects.create(user=user, unit=unit, role=Role.OFFICER, since="2026-01-01", until="2026-03-01")
    client.force_login(admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(f"/admin/roles/{over.pk}/end/")
    over.refresh_from_db()
    assert str(over.until) == "2026-03-01"
    assert not Entry.objects.filter(act="role.end").exists()
