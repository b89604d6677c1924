# SPDX-License-Identifier: EUPL-1.2
"""How much is worked out anew when a section is saved: counted, never timed."""

from __future__ import annotations

import pytest

from comity.draft.interview.interview import Interview
from comity.web.accounts.models import Unit, User
from comity.web.drafting import bench
from comity.web.drafting.acts import Start
from comity.web.drafting.editing import Save
from comity.web.drafting.entries import Entry as Typed
from comity.web.drafting.entries import stands_at
from comity.web.drafting.files import example
from web.drafting.conftest import SignedIn
from web.drafting.typing_in import seals, version

LARGEST = "jit"


@pytest.fixture
def surveys(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One item for each time that a case is put before the law with all that is open in it."""
    made: list[int] = []
    surveyed = Interview._surveyed

    def counted(self: Interview, *args: object) -> object:
        made.append(1)
        return surveyed(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Interview, "_surveyed", counted)
    return made


@pytest.mark.django_db
def test_a_section_is_surveyed_for_its_changes_alone(officer: User, unit: Unit, signed_in: SignedIn, surveys: list[int]) -> None:
    draft = Start(officer, unit, example(LARGEST), "example").run()
    page = signed_in(officer).get(f"/drafts/{draft.pk}/case/persons/?all=1").content.decode()
    fields, standing = seals(page), bench.desk(draft)
    typed = {key: stands_at(standing, key) for key in fields} | {"persons[0].link@en": "Another link"}
    assert len(fields) > 100
    entries = [Typed(key, text, fields[key], int(version(page))) for key, text in typed.items()]
    surveys.clear()
    result = Save(officer, draft, entries).run()
    assert result.changed == ("persons[0].link@en",)
    assert len(surveys) <= 3  # as it was, with the change, and as it is kept


@pytest.mark.django_db
def test_one_field_is_surveyed_before_and_after(officer: User, unit: Unit, signed_in: SignedIn, surveys: list[int]) -> None:
    draft = Start(officer, unit, example(LARGEST), "example").run()
    client = signed_in(officer)
    page = client.get(f"/drafts/{draft.pk}/case/case/?all=1").content.decode()
    surveys.clear()
    data = {"version": version(page), "w:case.reference": seals(page)["case.reference"], "v:case.reference": "NEW"}
    answer = client.post(f"/drafts/{draft.pk}/case/case/save/", data, headers={"HX-Request": "true"})
    assert "Saved" in answer.content.decode()
    assert len(surveys) <= 3  # as it was, as it is kept, as the page shows it
