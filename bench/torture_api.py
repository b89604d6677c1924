# SPDX-License-Identifier: EUPL-1.2
"""S8: requests made at random from our own OpenAPI document, right and wrong ones; none may end in a fault of ours.

``python -m bench.torture_api [COUNT]`` prints its row. Every answer must also have a status, a media type and a shape that the document
declares, and no operation may answer without a token.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

CHECKS: list[Any] = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SEED = 20261127
FULL = 10_000
LINES = "application/x-ndjson"


@schemathesis.serializer(LINES)
def lines(context: Any, value: Any) -> Any:
    """Lines as they are."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


@schemathesis.deserializer(LINES)
def line(context: Any, response: Any) -> Any:
    """Lines as text."""
    return response.content.decode()


class Report(NamedTuple):
    """How many requests were sent, and how they were answered."""

    sent: int
    statuses: Counter[int]
    unauthorised: int


def torture(application: Any, secret: str, count: int) -> Report:
    """About ``count`` requests over all operations, each checked; fails at the first answer that does not fit."""
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    results: Iterator[Any] = schema.get_all_operations()
    operations = [result.ok() for result in results]  # a part of the document that is wrong has none, and fails here
    statuses: Counter[int] = Counter()
    unauthorised = 0
    for operation in operations:
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            statuses.update(_answers(operation, mode, secret, max(count // (2 * len(operations)), 1)))
        unauthorised += _refused(operation)
    return Report(statuses.total(), statuses, unauthorised)


def _answers(operation: Any, mode: GenerationMode, secret: str, most: int) -> Iterator[int]:
    found: list[int] = []

    @seed(SEED)
    @settings(
        max_examples=most, deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def one(case: Any) -> None:
        case.headers["Authorization"] = f"Bearer {secret}"
        answer = case.call()
        case.validate_response(answer, checks=CHECKS)
        found.append(answer.status_code)

    one()
    return iter(found)


def _refused(operation: Any) -> int:
    """One request without a token."""
    answers = []

    @seed(SEED)
    @settings(max_examples=1, deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    def one(case: Any) -> None:
        case.headers.pop("Authorization", None)
        answers.append(case.call().status_code)

    one()
    assert set(answers) == {401}, f"{operation.label} answers {answers} without a token"
    return len(answers)


def main(arguments: list[str]) -> int:
    """A database of its own, a token that opens everything, and the run."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"COMITY_HOME": home, "DATABASE_URL": f"sqlite:///{Path(home, 'torture.sqlite3')}"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "comity.web.settings"
        report, seconds = _run(int(arguments[0]) if arguments else FULL)
    faults = sum(number for status, number in report.statuses.items() if status >= 500)
    shown = ", ".join(f"{status}: {number}" for status, number in sorted(report.statuses.items()))
    refused = f"{report.unauthorised} without a token refused"
    print(f"S8 | our OpenAPI | {report.sent} requests in {seconds:.0f} s | {faults} faults | {refused} | {shown}")
    return 1 if faults else 0


def _run(count: int) -> tuple[Report, float]:
    import django  # noqa: PLC0415 - the settings are chosen first

    django.setup()
    from django.conf import settings as configured  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    configured.API_RATE = 10**9
    logging.disable(logging.WARNING)  # a refusal is expected; a fault still says what it was
    from comity.web.accounts.models import Membership, Role, Unit, User  # noqa: PLC0415
    from comity.web.api.acts import IssueToken  # noqa: PLC0415
    from comity.web.api.models import Scope  # noqa: PLC0415
    from comity.web.wsgi import application  # noqa: PLC0415

    user = User.objects.create_user("torture")
    Membership.objects.create(user=user, unit=Unit.objects.create(name="Torture", state=""), role=Role.OFFICER)
    begun = time.monotonic()
    return torture(application, IssueToken(user, "torture", Scope.values, 1).run().secret, count), time.monotonic() - begun


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
