# SPDX-License-Identifier: EUPL-1.2
"""Acts of users: one object for each, with its check, its execution and its entry in the audit trail; pages, API and commands call it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Generic, TypeVar

from django.db import models, transaction

from comity.web.accounts.models import User
from comity.web.audit.models import record

T = TypeVar("T")


class Refused(Exception):
    """The act is not allowed, or not possible now; the words are for the user."""


class Action(ABC, Generic[T]):
    """One act: ``run`` checks, executes and records, all or nothing."""

    name: ClassVar[str]

    def __init__(self, who: User, why: str = "") -> None:
        self.who = who
        self.why = why

    @abstractmethod
    def check(self) -> None:
        """Refused where the user may not, or where it is not possible now."""

    @abstractmethod
    def execute(self) -> T:
        """Do it."""

    def object(self, result: T) -> models.Model | str:
        """What the entry names."""
        return result if isinstance(result, models.Model) else ""

    def detail(self, result: T) -> dict[str, Any]:
        """What the entry keeps beside: never personal data."""
        return {}

    def run(self) -> T:
        """Check, execute and record in one transaction."""
        with transaction.atomic():
            self.check()
            result = self.execute()
            record(self.who, self.name, on=self.object(result), why=self.why, **self.detail(result))
            return result
