# SPDX-License-Identifier: EUPL-1.2
"""The directory: own contacts of authorities, and the authorities that the body of law names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comity.model.actors import Actor, Authority
from comity.model.law import Source
from comity.web.actions import Refused
from comity.web.audit.models import Entry
from comity.web.knowledge import actor_choices, adviser
from comity.web.library.contact_actions import KEEPERS, AddContact, ConfirmContact, CorrectContact, RetireContact
from comity.web.library.folding import all_words, matches
from comity.web.library.forms import ContactForm
from comity.web.library.models import Contact
from comity.web.library.paging import Page, address, after, page_of
from comity.web.library.standing import FRESH_FOR, Standing
from comity.web.library.states import source_of
from comity.web.library.views.common import asked, number, page, signed_in

SIZE = 40
STANDINGS = (Standing.CONFIRMED, Standing.UNCONFIRMED, Standing.STALE, Standing.EXPIRED, Standing.RETIRED)


def narrowed(words: str, state: str, standing: str, on: date) -> QuerySet[Contact]:
    """The contacts that fit; the retired ones only where they are asked for."""
    found = Contact.objects.order_by("state", "authority", "pk")
    for word in words.split()[:10]:
        named = [actor.code for actor in adviser().corpus.actors if matches(word, (actor.code, *all_words(actor.name)))]
        texts = Q(authority__icontains=word) | Q(role__icontains=word) | Q(unit__icontains=word) | Q(languages__icontains=word)
        found = found.filter(texts | Q(email__icontains=word) | Q(state__in=named))
    if state:
        found = found.filter(state=state)
    return found.filter(_of_standing(standing, on))


def _of_standing(standing: str, on: date) -> Q:
    """The same as ``standing()``, as a query; a test holds them equal."""
    retired, expired = Q(retired_on__isnull=False, retired_on__lte=on), Q(expires__isnull=False, expires__lt=on)
    stale = Q(confirmed_on__isnull=False, confirmed_on__lt=on - FRESH_FOR)
    alive = ~retired & ~expired
    return {
        Standing.RETIRED.value: retired,
        Standing.EXPIRED.value: ~retired & expired,
        Standing.UNCONFIRMED.value: alive & Q(confirmed_on=None),
        Standing.STALE.value: alive & stale,
        Standing.CONFIRMED.value: alive & Q(confirmed_on__isnull=False) & ~stale,
    }.get(standing, ~retired)


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Own contacts."""
    words, state, standing = asked(request, "q"), asked(request, "state"), asked(request, "standing")
    found = narrowed(words, state, standing, timezone.localdate())
    start = Contact.objects.filter(pk=number(after(request))).first()
    if start is not None:
        later = Q(authority__gt=start.authority) | Q(authority=start.authority, pk__gt=start.pk)
        found = found.filter(Q(state__gt=start.state) | (Q(state=start.state) & later))
    rest = list(found[: SIZE + 1])
    contacts = rest[:SIZE]
    further = address(request, str(contacts[-1].pk)) if len(rest) > SIZE else ""
    return page(
        request,
        "directory",
        "directory",
        page=Page([(contact, contact.standing()) for contact in contacts], further, address(request, "") if start else ""),
        words=words,
        state=state,
        standing=standing,
        standings=STANDINGS,
        states=actor_choices(),
        may_keep=signed_in(request).has_role(*KEEPERS),
    )


def _authorities() -> Iterator[tuple[str, Actor, Authority, Source | None]]:
    for actor in adviser().corpus.actors:
        for place, authority in enumerate(actor.authorities):
            yield f"{actor.code}-{place:03}", actor, authority, source_of(actor, authority.source)


def _fits(words: str, actor: Actor, authority: Authority) -> bool:
    return matches(words, (actor.code, authority.role, *all_words(authority.name), *all_words(actor.name)))


@require_GET
def of_law(request: HttpRequest) -> HttpResponse:
    """The authorities of the body of law, to read only."""
    words, state = asked(request, "q"), asked(request, "state")
    entries = [entry for entry in _authorities() if (not state or entry[1].code == state) and _fits(words, entry[1], entry[2])]
    listing = page_of(request, entries, lambda entry: entry[0])
    return page(request, "directory_law", "directory", page=listing, words=words, state=state, states=actor_choices())


@require_GET
def shown(request: HttpRequest, pk: int) -> HttpResponse:
    """A contact with what was done to it."""
    return _contact(request, get_object_or_404(Contact, pk=pk))


def _contact(request: HttpRequest, contact: Contact, status: int = 200, refused: str = "") -> HttpResponse:
    acts = Entry.objects.filter(kind=Contact._meta.label_lower, object=str(contact.pk)).select_related("who").order_by("-number")[:50]
    may = signed_in(request).has_role(*KEEPERS) and contact.retired_on is None
    return page(
        request, "contact", "directory", status, contact=contact, standing=contact.standing(), acts=acts, may_keep=may, refused=refused
    )


def _keeper(request: HttpRequest) -> None:
    if not signed_in(request).has_role(*KEEPERS):
        raise Http404


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add a contact."""
    _keeper(request)
    form = ContactForm(request.POST or None, initial={"state": asked(request, "state"), "authority": asked(request, "authority")})
    if request.method == "POST" and form.is_valid():
        contact = AddContact(signed_in(request), form.save(commit=False)).run()
        messages.success(request, _("The contact is added. Confirm it once it was found right."))
        return redirect("library:contact", contact.pk)
    form.dress()
    return page(request, "contact_form", "directory", 200 if request.method == "GET" else 422, form=form)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a contact."""
    _keeper(request)
    contact = get_object_or_404(Contact, pk=pk)
    version = number(request.POST.get("version", "")) if request.method == "POST" else contact.version
    form = ContactForm(request.POST or None, instance=contact)
    refused, status = "", 200 if request.method == "GET" else 422
    if request.method == "POST" and form.is_valid():
        try:
            CorrectContact(signed_in(request), contact, version, form.cleaned_data).run()
        except Refused as refusal:
            refused, status = str(refusal), 409
        else:
            messages.success(request, _("The contact is corrected. Confirm it once it was found right."))
            return redirect("library:contact", pk)
    form.dress()
    return page(request, "contact_form", "directory", status, form=form, contact=contact, version=version, refused=refused)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a contact was found right today."""
    return _act(request, pk, ConfirmContact, _("The contact is confirmed as of today."))


@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a contact out of use."""
    return _act(request, pk, RetireContact, _("The contact is retired."))


def _act(request: HttpRequest, pk: int, act: type[ConfirmContact] | type[RetireContact], done: str) -> HttpResponse:
    _keeper(request)
    contact = get_object_or_404(Contact, pk=pk)
    why = request.POST.get("why", "").replace("\0", "").strip()[:2000]
    try:
        act(signed_in(request), contact, number(request.POST.get("version", "")), why).run()
    except Refused as refusal:
        contact.refresh_from_db()
        return _contact(request, contact, 409, str(refusal))
    messages.success(request, done)
    return redirect("library:contact", pk)
