# SPDX-License-Identifier: EUPL-1.2
"""Two units with people of every role and one object of each kind; whatever a text of theirs says carries a mark that is found again.

A model that is added later gets a maker in ``bench.torture_web.makers``; without one the test of S6 fails.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import Model

from comity.web.accounts.models import Membership, Role, Unit, User

SINCE = date(2026, 1, 1)
SOUGHT = "commonword"
"""A word that stands beside every mark: searching for it finds what is foreign, if anything does, without typing the mark."""


class Alone:
    """A kind beside the models: what nobody but its owner may see, whatever their role."""


M = TypeVar("M", bound=Model)
Maker = Callable[["Side"], Model]
MAKERS: dict[type[Model], Maker] = {}


@dataclass
class Side:
    """A unit with its people and objects; ``marks`` are the texts that only this side has, each with the kinds of objects that say it.

    ``further`` holds a second object of a kind, such as a job that has no unit, with the kind as which it is hidden.
    """

    name: str
    unit: Unit
    people: dict[str, User] = field(default_factory=dict)
    made: dict[type[Model], Model] = field(default_factory=dict)
    further: dict[type[Model], tuple[Model, type]] = field(default_factory=dict)
    marks: dict[str, frozenset[type]] = field(default_factory=dict)

    def mark(self, kind: type) -> str:
        """A text for a field of an object: the mark of its kind, and the common word."""
        return f"{self.hidden(kind, f'qx{self.name}{kind.__name__.lower()}xq')} {SOUGHT}"

    def hidden(self, kind: type, text: str, *also: type) -> str:
        """A text that only this side has, such as a hash; ``also`` are the other kinds of objects that say it."""
        self.marks[text.lower()] = frozenset({kind, *also})
        return text

    def one(self, kind: type[M]) -> M:
        """The object of a kind; it is made with what it needs."""
        if kind not in self.made:
            self.made[kind] = MAKERS[kind](self)
        found = self.made[kind]
        assert isinstance(found, kind)
        return found

    def person(self, role: str) -> User:
        """Who holds the role in this unit."""
        return self.people[role]


def maker(kind: type[Model]) -> Callable[[Maker], Maker]:
    """The function makes an object of this kind."""

    def register(function: Maker) -> Maker:
        MAKERS[kind] = function
        return function

    return register


def person(name: str, unit: Unit | None, *roles: str, **more: Any) -> User:
    """An account with roles in a unit."""
    user = User.objects.create_user(name, password=password_of(name), **more)
    if unit is not None:
        Membership.objects.bulk_create(Membership(user=user, unit=unit, role=role, since=SINCE) for role in roles)
    return user


def password_of(name: str) -> str:
    """The password of an account made here."""
    return f"{name}-walks-by-the-sea"


def side(name: str) -> Side:
    """A unit with a person for each role and one object of every kind."""
    made = Side(name, Unit.objects.create(name=f"{name} unit", state="AZ"))
    made.unit.name = made.mark(Unit)
    made.unit.save()
    made.made[Unit] = made.unit
    word = made.mark(User).partition(" ")[0]
    for role in Role.values:
        texts = dict.fromkeys(("first_name", "last_name"), f"{word} {SOUGHT} {role}")
        made.people[role] = person(f"{word}-{role}", made.unit, role, email=f"{word}.{role}@example.org", **texts)
    for kind in MAKERS:
        made.one(kind)
    return made


def owned() -> list[type[Model]]:
    """The models of this application, and those of the door that belong to one person."""
    return [
        model for model in apps.get_models() if model.__module__.startswith("comity.") or model._meta.app_label in ("mfa", "usersessions")
    ]
