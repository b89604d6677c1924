# SPDX-License-Identifier: EUPL-1.2
"""``python -m comity.web verify_audit``: whether the chain is whole, and whether it still holds an end that was written down."""

from __future__ import annotations

import json
import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from comity.web.audit.models import Entry, Head, broken


class Command(BaseCommand):
    """Exit code 1 where the chain is broken."""

    help = "Checks the chain of the audit trail; prints its end, to be kept elsewhere."

    def add_arguments(self, parser: CommandParser) -> None:
        """An end that was kept."""
        parser.add_argument("--kept", metavar="NUMBER:HASH", default="", help="an end of the chain that was printed earlier")
        parser.add_argument("--json", action="store_true", dest="as_json", help="what is found as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check and print."""
        first = broken(self._tell)
        head = Head.objects.filter(pk=1).first() or Head()
        if options["as_json"]:
            self.stdout.write(json.dumps({"broken": first, "entries": head.number, "end": head.hash}))
        if first is not None:
            raise CommandError(f"the chain is broken at entry {first}")
        number, _, kept = options["kept"].partition(":")
        if kept and not (number.isdecimal() and Entry.objects.filter(number=int(number), hash=kept).exists()):
            raise CommandError(f"entry {number} is not the one that was kept: the trail was written anew")
        if not options["as_json"]:
            self.stdout.write(f"whole, {head.number} entries; end {head.number}:{head.hash}" if head.number else "whole, no entries")

    def _tell(self, number: int, of: int) -> None:
        """How far it is, for the program that runs this one."""
        if os.environ.get("COMITY_PROGRESS"):
            self.stderr.write(f"progress: {number}/{of}")
