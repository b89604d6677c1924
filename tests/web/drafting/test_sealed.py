# SPDX-License-Identifier: EUPL-1.2
"""What is kept at rest is encrypted: no plaintext on the disk or in the database; what was altered or has no key here is not given out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from comity.draft.case.read import Plain
from comity.web.accounts.models import Unit, User
from comity.web.audit.models import Entry
from comity.web.drafting import store
from comity.web.drafting.files import MOST_ANNEX_BYTES
from comity.web.drafting.models import AnnexFile, Draft, ReceivedRequest
from comity.web.drafting.receiving import Incoming, Receive
from comity.web.sealing import Altered, NoKey, seal, unseal
from web.drafting.conftest import SignedIn

SECRET = b"the accused met the witness at the old harbour"
OLD, NEW = "an old key of this installation " * 2, "a new key of this installation " * 2


@pytest.fixture(autouse=True)
def keys(settings: Any) -> Any:
    settings.DATA_KEY, settings.OLD_DATA_KEYS = OLD, []
    return settings


@pytest.fixture
def client(officer: User, signed_in: SignedIn) -> Client:
    return signed_in(officer)


@pytest.fixture
def annex(client: Client, draft: Draft) -> AnnexFile:
    client.post(f"/drafts/{draft.pk}/annexes/", {"annex": "A1", "file:A1": io.BytesIO(SECRET), "version": draft.version})
    return AnnexFile.objects.get()


def address(annex: AnnexFile) -> str:
    return f"/drafts/{annex.draft_id}/annexes/{annex.sha256}"


def on_disk(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


@pytest.mark.django_db
def test_no_plaintext_lies_on_the_disk(annex: AnnexFile, client: Client, folder: Path) -> None:
    files = list(on_disk(folder / "annexes"))
    assert [path.name for path in files] == [annex.sha256]
    assert not any(SECRET[:12] in path.read_bytes() for path in files)
    assert files[0].stat().st_mode & 0o077 == 0
    assert b"".join(client.get(address(annex))) == SECRET


@pytest.mark.django_db
def test_no_plaintext_of_a_received_request_lies_anywhere(officer: User, unit: Unit, values: Plain, folder: Path) -> None:
    case = {**values, "summary": {"what": SECRET.decode()}}
    row = Receive(officer, unit, Incoming("request.json", SECRET, case)).run()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM drafting_receivedrequest")
        stored = b"".join(bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for value in cursor.fetchone())
    assert SECRET[:12] not in stored
    assert not any(SECRET[:12] in path.read_bytes() for path in on_disk(folder))
    assert ReceivedRequest.objects.get(pk=row.pk).case == case
    assert store.content(f"received-{row.pk}", row.sha256) == SECRET


@pytest.mark.django_db
@pytest.mark.parametrize("at", [0, 17, 30, -1])
def test_what_was_altered_is_not_given_out(annex: AnnexFile, client: Client, folder: Path, at: int) -> None:
    path = folder / "annexes" / str(annex.draft_id) / annex.sha256
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(bytes(content))
    answer = client.get(address(annex))
    assert answer.status_code in (410, 503)
    assert "cannot be opened" in answer.content.decode()
    assert not Entry.objects.filter(act="draft.annex-download").exists()


@pytest.mark.django_db
def test_a_file_that_is_gone_is_said_to_be(annex: AnnexFile, client: Client, folder: Path) -> None:
    (folder / "annexes" / str(annex.draft_id) / annex.sha256).unlink()
    answer = client.get(address(annex))
    assert (answer.status_code, "restore it from a backup" in answer.content.decode()) == (410, True)


@pytest.mark.django_db
def test_without_its_key_it_is_said(annex: AnnexFile, client: Client, keys: Any) -> None:
    keys.DATA_KEY = NEW
    answer = client.get(address(annex))
    assert (answer.status_code, "the key for it is not set" in answer.content.decode()) == (503, True)
    keys.OLD_DATA_KEYS = [OLD]
    assert b"".join(client.get(address(annex))) == SECRET


@pytest.mark.django_db
def test_a_sealed_file_opens_at_its_own_place_only() -> None:
    sealed = seal(SECRET, "1/a")
    assert unseal(sealed, "1/a") == SECRET
    assert sealed != seal(SECRET, "1/a")
    with pytest.raises(Altered):
        unseal(sealed, "2/a")
    with pytest.raises(Altered, match="not sealed here"):
        unseal(SECRET, "1/a")


@pytest.mark.django_db
def test_reseal_brings_all_under_the_new_key(annex: AnnexFile, values: Plain, folder: Path, keys: Any) -> None:
    row = Receive(annex.by, annex.draft.unit, Incoming("request.json", SECRET, values)).run()
    clear = folder / "annexes" / "7" / annex.sha256  # as an earlier version kept it
    clear.parent.mkdir()
    clear.write_bytes(SECRET)
    keys.DATA_KEY, keys.OLD_DATA_KEYS = NEW, [OLD]
    assert told("reseal") == "4 sealed anew"
    assert told("reseal") == "0 sealed anew"
    keys.OLD_DATA_KEYS = []
    assert {store.content(owner, annex.sha256) for owner in (str(annex.draft_id), f"received-{row.pk}", "7")} == {SECRET}
    assert ReceivedRequest.objects.get().case == values
    assert not any(SECRET[:12] in path.read_bytes() for path in on_disk(folder))


@pytest.mark.django_db
def test_reseal_says_what_it_cannot_open_and_does_the_rest(annex: AnnexFile, values: Plain, folder: Path, keys: Any) -> None:
    Receive(annex.by, annex.draft.unit, Incoming("request.json", b"another", values)).run()
    keys.DATA_KEY = NEW
    Receive(annex.by, annex.draft.unit, Incoming("request.json", b"a third", values)).run()
    (folder / "annexes" / "7").mkdir()
    (folder / "annexes" / "7" / ("0" * 64)).write_bytes(b"not what its name says")
    with pytest.raises(CommandError) as fault:
        call_command("reseal", stdout=io.StringIO())
    assert len(str(fault.value).splitlines()) == 4
    assert "COMITY_OLD_DATA_KEYS" in str(fault.value)
    with pytest.raises(NoKey):
        ReceivedRequest.objects.last()


def told(command: str) -> str:
    out = io.StringIO()
    call_command(command, stdout=out)
    return out.getvalue().strip()


def test_no_upload_that_is_taken_touches_a_disk_before_it_is_sealed(settings: Any) -> None:
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE >= MOST_ANNEX_BYTES
