# SPDX-License-Identifier: EUPL-1.2
"""``python -m comity.web make_administrator NAME``: the first account, with a link to choose its password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse

from comity.web.accounts.acts import Person, make_administrator, must_be_known
from comity.web.accounts.models import Unit, User
from comity.web.actions import Refused


def _known(state: str) -> str:
    try:
        must_be_known(state)
    except Refused as refusal:
        raise CommandError(f"{state}: {refusal}") from refusal
    return state


class Command(BaseCommand):
    """Make an administrator and print the one-time link."""

    help = "Makes the account of an administrator and prints a one-time link to choose its password."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and in which unit."""
        parser.add_argument("name", help="the user name")
        parser.add_argument("--unit", required=True, help="the unit; made if it is not there")
        parser.add_argument("--state", default="", help="the code of the state or organisation of a new unit, as the body of law writes it")
        parser.add_argument("--last-name", default="")
        parser.add_argument("--email", default="")
        parser.add_argument("--url", default="", help="where the application is reached, if not https:// and the first of COMITY_HOSTS")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Make and print."""
        name = options["name"]
        if User.objects.filter(username__iexact=name).exists():
            raise CommandError(f"{name}: there is an account with this user name")
        unit = Unit.objects.filter(name=options["unit"]).first()
        if unit is None:
            if not options["state"]:
                raise CommandError(f"{options['unit']}: there is no such unit; name its state with --state, and it is made")
            unit = Unit.objects.create(name=options["unit"], state=_known(options["state"].upper()))
        _, token = make_administrator(Person(name, "", options["last_name"], options["email"], settings.LANGUAGE_CODE), unit)
        usual = f"https://{settings.ALLOWED_HOSTS[0]}" if settings.PRODUCTION else "http://localhost:8000"
        link = (options["url"] or usual).rstrip("/") + reverse("accounts:invitation", args=[token])
        self.stdout.write(f"The account {name} is made. Within {settings.INVITATION_DAYS} days, choose its password at\n  {link}")
