# SPDX-License-Identifier: EUPL-1.2
"""Who acts where: the authorities of the body of law, and the contacts that this house keeps, by role and never by the name of a person."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Router

from comity.web.api import law_views as views
from comity.web.api import schemas as out
from comity.web.api.access import Bearer, Limit
from comity.web.api.law import known
from comity.web.api.models import Scope
from comity.web.api.paging import next_address, page
from comity.web.api.plain import today
from comity.web.knowledge import adviser
from comity.web.library.models import Contact

directory = Router(tags=["directory"], auth=Bearer(Scope.DIRECTORY), throttle=Limit())


@directory.get("/authorities", response=out.DirectoryPage, operation_id="listAuthorities")
def authorities(request: HttpRequest, asked: Query[out.DirectoryFilter]) -> out.DirectoryPage:
    """Authorities of the body of law and what they do, in the order of state and number."""
    corpus = adviser().corpus
    known(asked.measure, corpus.measures, "measure", "query.measure")
    known(asked.state, corpus.by_code, "actor", "query.state")
    found = [one for one in views.directory(corpus, asked.lang) if _meant(one, asked)]
    shown, more = page(request, found, lambda one: one.key, asked.after, asked.limit)
    return out.DirectoryPage(items=shown, next=more)


def _meant(one: out.AuthorityOut, asked: out.DirectoryFilter) -> bool:
    serves = not asked.measure or not one.measures or asked.measure in one.measures
    return serves and asked.state in ("", one.actor) and asked.role in ("", one.role)


@directory.get("", response=out.ContactPage, operation_id="listContacts")
def contacts(request: HttpRequest, asked: Query[out.ContactFilter]) -> out.ContactPage:
    """How to reach authorities, as this house keeps it; `standing` says how far an entry can be relied on today."""
    known(asked.state, adviser().corpus.by_code, "actor", "query.state")
    found = Contact.objects.order_by("pk").filter(Q(retired_on=None) | Q(retired_on__gt=today()))
    if asked.after:
        found = found.filter(pk__gt=asked.after)
    if asked.state:
        found = found.filter(state=asked.state)
    shown = list(found[: asked.limit + 1])
    items = [_contact(one) for one in shown[: asked.limit]]
    return out.ContactPage(items=items, next=next_address(request, str(items[-1].id)) if len(shown) > asked.limit else None)


def _contact(one: Contact) -> out.ContactOut:
    return out.ContactOut(
        id=one.pk,
        state=one.state,
        authority=one.authority,
        role=one.role,
        unit=one.unit,
        email=one.email,
        telephone=one.telephone,
        languages=one.languages,
        hours=one.hours,
        source=one.source,
        standing=one.standing().value,
        confirmed_on=one.confirmed_on.isoformat() if one.confirmed_on else None,
        expires=one.expires.isoformat() if one.expires else None,
    )
