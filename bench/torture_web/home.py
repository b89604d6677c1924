# SPDX-License-Identifier: EUPL-1.2
"""The application with a database and a folder of its own, for a run outside of the tests."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django


@contextmanager
def prepared() -> Iterator[None]:
    """Settings, tables, nothing of the user's own; to be entered before anything of the application is imported."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"COMITY_HOME": home, "DATABASE_URL": f"sqlite:///{Path(home, 'torture.sqlite3')}"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.torture_settings"
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - the settings are chosen first
        from django.test.utils import setup_test_environment  # noqa: PLC0415

        call_command("migrate", verbosity=0, interactive=False)
        setup_test_environment()
        logging.disable(logging.CRITICAL)  # refusals are expected; a fault is counted by its status
        yield
