# SPDX-License-Identifier: EUPL-1.2
"""Every route of the application, from Django's resolver, with addresses that lead to the objects of a side.

What fills an argument is said in ``ARGUMENTS``: a kind of object, or words. A route with an argument that nothing fills is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import product
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from bench.torture_web.sides import Alone, Side
from comity.web.accounts.models import Absence, Invitation, Membership, Unit, User
from comity.web.api.models import Token
from comity.web.drafting.models import AnnexFile, Comment, Draft, ReceivedRequest, SharedPaper, TheirRemark
from comity.web.jobs.models import Job
from comity.web.library.models import Contact, ContactImport, ErrorReport

Filled = type[Model] | tuple[str, ...]
ARGUMENTS: dict[str, dict[str, Filled]] = {
    "accounts:end-role": {"number": Membership},
    "accounts:back*": {"number": Absence},
    "accounts:unit": {"number": Unit},
    "accounts:invitation": {"token": Invitation},
    "accounts:*": {"number": User},
    "mfa_*_webauthn": {"pk": Authenticator},
    "account_confirm_email": {"key": ("MQ:1abcde:xyz",)},
    "account_reset_password_from_key": {"uidb36": ("1",), "key": ("set-password",)},
    "library:report-*": {"pk": ErrorReport},
    "library:contacts-*": {"pk": ContactImport},
    "library:contact*": {"pk": Contact},
    "library:measure": {"id_": ("bank-records",)},
    "library:offence": {"id_": ("money-laundering",)},
    "library:ground": {"id_": ("dual-criminality",)},
    "library:term": {"id_": ("reservation",)},
    "library:*": {"id_": ("ets-030",), "statement": ("al-5",), "code": ("GE",), "family": ("banking",)},
    "drafting:received_request": {"pk": ReceivedRequest},
    "drafting:letter": {"pk": ReceivedRequest, "language": ("en",)},
    "drafting:enter": {"pk": ReceivedRequest},
    "drafting:original": {"pk": ReceivedRequest},
    "drafting:shared_paper": {"pk": Draft, "sha256": SharedPaper},
    "drafting:decide": {"pk": Draft, "number": TheirRemark},
    "drafting:save": {"pk": Draft, "name": ("persons",)},
    "drafting:section": {"pk": Draft, "name": ("question", "persons", "annexes")},
    "drafting:annex": {"pk": Draft, "sha256": AnnexFile},
    "drafting:settle": {"pk": Draft, "number": Comment},
    "drafting:*": {"pk": Draft, "name": ("request",), "language": ("en",)},
    "jobs:*": {"pk": Job, "name": ("result.json", "act.pdf")},
    "lab:question": {"question": ("torture-assurances",)},
    "lab:programme": {"programme": ("az-transparency-2007",)},
    "lab:compare-file": {"kind": ("html", "csv", "json")},
    "lab:*": {"pk": Job},
    "api:revoke": {"number": Token},
    "revoke-any": {"number": Token},
    "api:v1:job_*": {"id": Job, "name": ("result.json", "act.pdf")},
    "api:v1:read": {"id": Draft},
    "api:v1:update": {"id": Draft},
    "api:v1:instrument": {"id": ("ets-030",)},
    "api:v1:status": {"id": ("ets-030",)},
    "api:v1:state": {"code": ("GE",)},
}
"""For routes by name: what fills each argument; the first that fits counts. Alternatives that a pattern itself lists need no word here."""

KEY_OF: dict[type[Model], str] = {AnnexFile: "sha256", Invitation: "token", SharedPaper: "sha256", TheirRemark: "number"}
"""The field by which an address names an object, where it is not the primary key."""
OF_OWNERS = {"accounts:back", "api:revoke"}
"""Routes that lead to what is one's own, also those who see all of it elsewhere."""
_GROUP = re.compile(r"\(\?P<(\w+)>([^()]*)\)")
_ALTERNATIVES = re.compile(r"[a-z0-9-]+(?:\|[a-z0-9-]+)+")


class Unfilled(Exception):
    """Nothing fills an argument of a route: say in ``ARGUMENTS`` what does."""


@dataclass(frozen=True, slots=True)
class Route:
    """A route: its name with its namespaces, its pattern, and the names of its arguments."""

    name: str
    pattern: str
    arguments: tuple[str, ...]

    @property
    def interface(self) -> bool:
        """Whether a program with a token comes here, not a person with a session."""
        return self.name.startswith("api:v1:")


@dataclass(frozen=True, slots=True)
class Address:
    """An address of a route, with the kinds of the objects of the other side that it names."""

    route: Route
    path: str
    foreign: frozenset[type]


def routes() -> list[Route]:
    """All of them; an API address that stands for several operations counts once."""
    found = {(route.name, route.pattern): route for route in _walked(get_resolver().url_patterns, Route("", "", ()))}
    return list(found.values())


def _walked(patterns: Iterable[URLPattern | URLResolver], above: Route) -> Iterator[Route]:
    for pattern in patterns:
        names = (*above.arguments, *pattern.pattern.converters, *pattern.pattern.regex.groupindex)
        written, named = above.pattern + str(pattern.pattern), tuple(dict.fromkeys(names))
        if isinstance(pattern, URLResolver):
            space = f"{above.name}{pattern.namespace}:" if pattern.namespace else above.name
            yield from _walked(pattern.url_patterns, Route(space, written, named))
        elif not pattern.name:
            raise Unfilled(f"the route {written!r} has no name")
        else:
            yield Route(above.name + pattern.name, written, named)


def fillings(route: Route) -> dict[str, Filled]:
    """What fills each argument of a route."""
    return {name: _filling(route, name) for name in route.arguments}


def _filling(route: Route, argument: str) -> Filled:
    said = (words[argument] for pattern, words in ARGUMENTS.items() if fnmatch(route.name, pattern) and argument in words)
    listed = dict(_GROUP.findall(route.pattern)).get(argument, "")
    if _ALTERNATIVES.fullmatch(listed):
        return tuple(listed.split("|"))
    found = next(said, None)
    if found is None:
        raise Unfilled(f"the argument {argument!r} of the route {route.name!r} ({route.pattern}): say in ARGUMENTS what fills it")
    return found


def addresses(route: Route, own: Side, other: Side) -> Iterator[Address]:
    """The addresses of a route: with the objects of the one side, of the other, and of both mixed."""
    filled = fillings(route)
    choices = [_choices(kind, own, other) for kind in filled.values()]
    for chosen in product(*choices):
        values = dict(zip(filled, (value for value, _kind in chosen), strict=True))
        foreign = frozenset(kind for _value, kind in chosen if kind is not None)
        hidden = foreign | {Alone} if foreign and route.name in OF_OWNERS else foreign
        yield Address(route, reverse(route.name, kwargs=values), hidden)


def _choices(filled: Filled, own: Side, other: Side) -> list[tuple[Any, type | None]]:
    if isinstance(filled, tuple):
        return [(word, None) for word in filled]
    field = KEY_OF.get(filled, "pk")
    found: list[tuple[Any, type | None]] = [(getattr(own.one(filled), field), None), (getattr(other.one(filled), field), filled)]
    if filled in other.further:
        made, hidden = other.further[filled]
        found += [(getattr(own.further[filled][0], field), None), (getattr(made, field), hidden)]
    return found
