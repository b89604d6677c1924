# SPDX-License-Identifier: EUPL-1.2
"""The settings of the application under test: data in a folder of their own, a fast password hash, jobs done at once."""

from __future__ import annotations

import os
import tempfile

kept = os.environ.get("COMITY_HOME")
os.environ["COMITY_HOME"] = tempfile.mkdtemp(prefix="comity-test-")
from comity.web.settings import *  # noqa: E402, F403 - these settings are those, with a few changes

if kept is None:
    del os.environ["COMITY_HOME"]  # other tests have the user's own cache
else:
    os.environ["COMITY_HOME"] = kept

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
