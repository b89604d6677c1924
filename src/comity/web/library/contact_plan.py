# SPDX-License-Identifier: EUPL-1.2
"""What a file of contacts would change: each row checked by the same form as the pages use."""

from __future__ import annotations

from django.utils.translation import gettext as _

from comity.web.library.contact_csv import FIELDS, Planned, rows, value_of
from comity.web.library.forms import ContactForm
from comity.web.library.models import Contact


def planned_changes(text: str) -> list[Planned]:
    """Each row of a file with what it would do."""
    read = list(rows(text))
    ids = [row["id"] for _line, row in read if row.get("id", "").isdecimal()]
    known = {str(contact.pk): contact for contact in Contact.objects.filter(pk__in=[int(id_) for id_ in ids if len(id_) < 18])}
    seen: set[str] = set()
    planned = []
    for line, row in read:
        id_ = row.get("id", "")
        planned.append(_planned(line, row, known.get(id_), id_ in seen))
        seen |= {id_} if id_ else set()
    return planned


def _planned(line: int, row: dict[str, str], contact: Contact | None, twice: bool) -> Planned:
    id_ = row.get("id", "")
    before = {name: value_of(contact, name) for name in FIELDS} if contact else dict.fromkeys(FIELDS, "")
    values = {name: row.get(name, before[name]) for name in FIELDS}
    form = ContactForm(values)
    errors = [f"{form[name].label}: {message}" for name, messages in form.errors.items() for message in messages]
    changes = tuple((name, before[name], values[name]) for name in FIELDS if before[name] != values[name])
    errors += _wrong(id_, row.get("version", "") if changes else None, contact, twice)
    return Planned(line, id_, values, row.get("version", ""), changes, tuple(errors), {} if errors else dict(form.cleaned_data))


def _wrong(id_: str, version: str | None, contact: Contact | None, twice: bool) -> list[str]:
    """What is wrong with a row beside its fields; without a version nothing is changed by it."""
    if not id_:
        return []
    if contact is None:
        return [_("There is no contact with this id.")]
    if twice:
        return [_("This id stands in the file twice.")]
    if version is not None and contact.retired_on is not None:
        return [_("This contact is retired.")]
    if version is not None and version != str(contact.version):
        return [_("This contact was changed since the file was made.")]
    return []
