# SPDX-License-Identifier: EUPL-1.2
"""``python -m comity.web reseal``: every file and received request under the newest data key; what was never sealed is sealed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import BinaryField, ExpressionWrapper, F

from comity.web.drafting import store
from comity.web.drafting.models import ReceivedRequest
from comity.web.sealing import SealError, is_current


class Command(BaseCommand):
    """Exit code 1 where something cannot be opened; all else is done."""

    help = "Encrypts files and received requests anew under COMITY_DATA_KEY, so that old data keys can be taken away."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal anew, and say how many."""
        faults: list[str] = []
        done = 0
        for name in store.names():
            try:
                done += store.reseal(name)
            except SealError as fault:
                faults.append(fault.text)
        for pk in list(self._behind()):
            try:
                self._row(pk)
                done += 1
            except SealError as fault:
                faults.append(f"received request {pk}: {fault.text}")
        self.stdout.write(f"{done} sealed anew")
        if faults:
            raise CommandError("\n".join(faults))

    @staticmethod
    def _behind() -> Iterator[int]:
        """The received requests that are not sealed under the newest key."""
        sealed = ExpressionWrapper(F("case"), output_field=BinaryField())
        for pk, content in ReceivedRequest.objects.order_by("pk").values_list("pk", sealed).iterator():
            if not is_current(bytes(content)):
                yield pk

    @transaction.atomic
    def _row(self, pk: int) -> None:
        row = ReceivedRequest.objects.select_for_update().get(pk=pk)
        row.save(update_fields=["case", "text"])
