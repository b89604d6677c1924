# SPDX-License-Identifier: EUPL-1.2
"""Acts on the directory: add, correct, confirm, retire, import."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from comity.web.accounts.models import Role, User
from comity.web.actions import Action, Refused
from comity.web.library.contact_csv import FIELDS, Planned, fingerprint
from comity.web.library.contact_plan import planned_changes
from comity.web.library.models import Contact, ContactImport

KEEPERS = (Role.OFFICER, Role.TREATY_LAWYER)


def _must_keep(user: User) -> None:
    if not user.has_role(*KEEPERS):
        raise Refused(_("Only officers and treaty lawyers keep the directory."))


class AddContact(Action[Contact]):
    """Add a contact; it is not confirmed by that."""

    name = "contact.add"

    def __init__(self, who: User, contact: Contact) -> None:
        super().__init__(who)
        self.contact = contact

    def check(self) -> None:
        """By role."""
        _must_keep(self.who)

    def execute(self) -> Contact:
        """Keep it."""
        self.contact.save()
        return self.contact

    def detail(self, result: Contact) -> dict[str, Any]:
        """Whose contact."""
        return {"state": result.state}


class _Change(Action[Contact]):
    """An act on a contact that is there, in the version that the user saw."""

    def __init__(self, who: User, contact: Contact, version: int, why: str = "") -> None:
        super().__init__(who, why)
        self.pk = contact.pk
        self.version = version
        self.contact = contact

    def check(self) -> None:
        """By role, on a living contact, and only in the version that was seen."""
        _must_keep(self.who)
        self.contact = Contact.objects.select_for_update().get(pk=self.pk)
        if self.contact.version != self.version:
            raise Refused(_("Somebody changed this contact meanwhile. Look at it again."))
        if self.contact.retired_on is not None:
            raise Refused(_("This contact is retired."))

    def execute(self) -> Contact:
        """Change it and count the version."""
        self.change()
        self.contact.version += 1
        self.contact.save()
        return self.contact

    @abstractmethod
    def change(self) -> None:
        """What is changed."""

    def detail(self, result: Contact) -> dict[str, Any]:
        """The version that came of it."""
        return {"version": result.version}


class CorrectContact(_Change):
    """Correct a contact; what was confirmed before is not confirmed any more."""

    name = "contact.correct"

    def __init__(self, who: User, contact: Contact, version: int, values: Mapping[str, Any]) -> None:
        super().__init__(who, contact, version)
        self.values = values
        self.changed: list[str] = []

    def change(self) -> None:
        """Set the fields."""
        for name in FIELDS:
            if name in self.values and getattr(self.contact, name) != self.values[name]:
                setattr(self.contact, name, self.values[name])
                self.changed.append(name)
        if self.changed:
            self.contact.confirmed_on = self.contact.confirmed_by = None

    def detail(self, result: Contact) -> dict[str, Any]:
        """The fields, not what stands in them."""
        return {"version": result.version, "fields": self.changed}


class ConfirmContact(_Change):
    """Say that a contact was found right today."""

    name = "contact.confirm"

    def change(self) -> None:
        """Keep the day and who said so."""
        self.contact.confirmed_on = timezone.localdate()
        self.contact.confirmed_by = self.who


class RetireContact(_Change):
    """Take a contact out of use; it stays in the record."""

    name = "contact.retire"

    def check(self) -> None:
        """With a reason."""
        super().check()
        if not self.why.strip():
            raise Refused(_("Give the reason for retiring this contact."))

    def change(self) -> None:
        """Keep the day."""
        self.contact.retired_on = timezone.localdate()


class PrepareImport(Action[ContactImport]):
    """Keep a file of contacts until it is decided whether to apply it."""

    name = "contacts.prepare-import"

    def __init__(self, who: User, text: str) -> None:
        super().__init__(who)
        self.text = text

    def check(self) -> None:
        """By role."""
        _must_keep(self.who)

    def execute(self) -> ContactImport:
        """Keep the text; earlier ones of the same user that were not applied go."""
        ContactImport.objects.filter(who=self.who, applied_at=None).delete()
        return ContactImport.objects.create(who=self.who, text=self.text)


class ApplyImport(Action[ContactImport]):
    """Do what the preview showed, all or nothing."""

    name = "contacts.import"

    def __init__(self, who: User, prepared: ContactImport, shown: str) -> None:
        super().__init__(who)
        self.prepared = prepared
        self.shown = shown
        self.rows: list[Planned] = []

    def check(self) -> None:
        """By role, once, and only what was shown."""
        _must_keep(self.who)
        self.prepared = ContactImport.objects.select_for_update().get(pk=self.prepared.pk)
        if self.prepared.applied_at is not None:
            raise Refused(_("This import was applied already."))
        self.rows = planned_changes(self.prepared.text)
        if fingerprint(self.rows) != self.shown:
            raise Refused(_("The directory changed meanwhile. Look at the changes again."))
        if any(row.errors for row in self.rows):
            raise Refused(_("The file has errors. Correct it and import it again."))

    def execute(self) -> ContactImport:
        """Add and correct, each as an act of its own."""
        for row in self.rows:
            if row.adds:
                AddContact(self.who, Contact(**row.values_typed)).run()
            elif row.changes:
                CorrectContact(self.who, Contact(pk=int(row.id)), int(row.version), row.values_typed).run()
        self.prepared.applied_at = timezone.now()
        self.prepared.text = ""
        self.prepared.save()
        return self.prepared

    def detail(self, result: ContactImport) -> dict[str, Any]:
        """How many."""
        added = sum(1 for row in self.rows if row.adds)
        return {"added": added, "corrected": sum(1 for row in self.rows if row.changes and not row.adds)}
