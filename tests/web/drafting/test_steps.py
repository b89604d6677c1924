# SPDX-License-Identifier: EUPL-1.2
"""Every saved step: undone one by one, compared, put back; none is lost by it."""

from __future__ import annotations

import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from comity.web.accounts.models import User
from comity.web.actions import Refused
from comity.web.audit.models import Entry
from comity.web.drafting import bench, steps
from comity.web.drafting.acts import Submit
from comity.web.drafting.editing import Save
from comity.web.drafting.entries import Entry as Typed
from comity.web.drafting.entries import seal
from comity.web.drafting.going_back import Redo, Restore, Undo
from comity.web.drafting.models import Draft
from web.drafting.conftest import SignedIn
from web.drafting.typing_in import save

FIRST = "XX-2026/0117"


@pytest.fixture
def client(officer: User, signed_in: SignedIn) -> Client:
    return signed_in(officer)


def held(draft: Draft) -> Draft:
    draft.refresh_from_db()
    return draft


def stands(draft: Draft) -> str:
    return str(held(draft).case["case"]["reference"])


def typed(officer: User, draft: Draft, *texts: str) -> None:
    for text in texts:
        Save(officer, draft, [Typed("case.reference", text, seal(stands(draft)), draft.version)]).run()


def go(client: Client, draft: Draft, what: str, **data: str) -> str:
    data = {"version": str(held(draft).version), "what": what, "section": "case", **data}
    return client.post(f"/drafts/{draft.pk}/{'restore' if what == 'restore' else 'undo'}/", data, follow=True).content.decode()


@pytest.mark.django_db
def test_undo_goes_back_step_by_step(officer: User, client: Client, draft: Draft) -> None:
    typed(officer, draft, "A", "B", "C")
    for expected in ("B", "A", FIRST):
        go(client, draft, "undo")
        assert stands(draft) == expected
    assert "nothing to undo" in go(client, draft, "undo")
    assert stands(draft) == FIRST
    assert "Take the undo back" in client.get(f"/drafts/{draft.pk}/case/case/").content.decode()
    go(client, draft, "redo")
    assert stands(draft) == "A"
    assert "no undo to take back" in go(client, draft, "redo")
    typed(officer, draft, "D")
    go(client, draft, "undo")
    assert stands(draft) == "A"
    go(client, draft, "undo", version=str(draft.version - 1))
    assert stands(draft) == "A"


@pytest.mark.django_db
def test_undo_after_an_autosave_leads_back_to_the_section(client: Client, draft: Draft) -> None:
    message = save(client, draft, {"case.reference": "A"}, **{"HX-Request": "true"})
    assert 'name="section" value="case"' in message
    answer = client.post(f"/drafts/{draft.pk}/undo/", {"version": held(draft).version, "what": "undo", "section": "case"})
    assert answer["Location"] == f"/drafts/{draft.pk}/case/case/"


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_undo_and_redo_are_those_of_an_editor(officer: User, draft: Draft, seed: int) -> None:
    """The same as a plain stack of states, whatever the order; the last undo alone can be taken back."""
    chance = random.Random(seed)  # noqa: S311 - an order to try, no secret
    stack, again = [FIRST], ""
    for number in range(25):
        what = chance.choice(("type", "undo", "undo", "redo"))
        if what == "type":
            stack, again = [*stack, f"R{number}"], ""
            typed(officer, draft, f"R{number}")
        elif what == "undo" and len(stack) > 1:
            again = stack.pop()
            Undo(officer, draft).run()
        elif what == "redo" and again:
            stack, again = [*stack, again], ""
            Redo(officer, draft).run()
        else:
            with pytest.raises(Refused):
                (Undo if what == "undo" else Redo)(officer, draft).run()
        assert stands(draft) == stack[-1]


@pytest.mark.django_db
def test_any_step_is_put_back_as_a_new_one(officer: User, client: Client, draft: Draft) -> None:
    typed(officer, draft, "A", "B")
    save(client, draft, {"persons[0].birth.day": "no day at all"})
    before = list(draft.steps.values_list("number", flat=True))
    page = go(client, draft, "restore", state=f"s{before[1]}")
    assert "earlier state was put back" in page
    assert (stands(draft), draft.wrong) == ("A", {})
    assert list(draft.steps.values_list("number", flat=True)) == [*before, draft.version]
    go(client, draft, "undo")
    assert stands(draft) == "B"
    assert draft.wrong["persons[0].birth.day"]["typed"] == "no day at all"
    assert "in this state already" in go(client, draft, "restore", state=f"s{before[-1]}")
    for name in ("s999", "9", "s", "now", "x", "s-1", "²"):
        go(client, draft, "restore", state=name)
        assert stands(draft) == "B"
    entries = Entry.objects.filter(act="draft.restore")
    assert [entry.detail for entry in entries] == [{"state": f"s{before[1]}"}]


@pytest.mark.django_db
def test_a_kept_version_is_put_back_unless_it_was_altered(officer: User, client: Client, draft: Draft) -> None:
    client.post(f"/drafts/{draft.pk}/share/", {"version": held(draft).version})
    typed(officer, draft, "A")
    go(client, draft, "restore", state="1")
    assert stands(draft) == FIRST
    typed(officer, draft, "B")
    kept = draft.versions.get()
    kept.case["case"]["reference"] = "FORGED"
    kept.save()
    assert "altered after it was kept" in go(client, draft, "restore", state="1")
    assert stands(draft) == "B"


@pytest.mark.django_db
def test_what_changed_between_any_two_is_shown(officer: User, client: Client, draft: Draft) -> None:
    typed(officer, draft, "SECOND", "THIRD")
    first, second, third = draft.steps.values_list("number", flat=True)
    page = client.get(f"/drafts/{draft.pk}/versions/?old=s{first}&new=s{second}").content.decode()
    assert f"<del>{FIRST}</del>" in page
    assert "<ins>SECOND</ins>" in page
    assert "THIRD" not in page.partition('id="compare"')[2]
    backwards = client.get(f"/drafts/{draft.pk}/versions/?old=now&new=s{second}").content.decode()
    assert "<del>THIRD</del>" in backwards
    assert client.get(f"/drafts/{draft.pk}/versions/?old=s1e9&new=%00").status_code == 200
    assert third == held(draft).version


@pytest.mark.django_db
def test_steps_are_paged_and_only_the_last_are_kept(officer: User, client: Client, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "MOST", 24)
    typed(officer, draft, *(f"R{number}" for number in range(30)))
    numbers = list(draft.steps.values_list("number", flat=True))
    assert (len(numbers), numbers[-1]) == (24, held(draft).version)
    page = client.get(f"/drafts/{draft.pk}/versions/").content.decode()
    assert f"?before={numbers[-20]}#steps" in page
    assert f'value="s{numbers[0]}"' in client.get(f"/drafts/{draft.pk}/versions/?before={numbers[-20]}").content.decode()


@pytest.mark.django_db
def test_a_draft_from_before_steps_were_kept(officer: User, draft: Draft) -> None:
    draft.steps.all().delete()
    typed(officer, draft, "A")
    Undo(officer, draft).run()
    assert stands(draft) == FIRST


@pytest.mark.django_db
def test_nothing_goes_back_while_it_is_locked(officer: User, draft: Draft) -> None:
    typed(officer, draft, "A")
    Submit(officer, draft).run()
    for act in (Undo(officer, draft), Restore(officer, draft, "s1", held(draft).version)):
        with pytest.raises(Refused, match="not possible while"):
            act.run()


@pytest.mark.django_db
def test_the_file_of_an_annex_goes_back_too(client: Client, draft: Draft) -> None:
    for content in (b"first", b"second"):
        data = {"annex": "A1", "file:A1": SimpleUploadedFile("order.pdf", content), "version": held(draft).version}
        client.post(f"/drafts/{draft.pk}/annexes/", data)
    first, second = draft.files.values_list("sha256", flat=True)
    go(client, draft, "undo")
    assert held(draft).case["annexes"][0]["sha256"] == first
    assert bench.hashes_of(draft, draft.case)["A1"] == first != second
