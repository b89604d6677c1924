# SPDX-License-Identifier: EUPL-1.2
"""The settings of the application under attack: those in use, with a fast password hash and jobs done at once."""

from __future__ import annotations

from comity.web.settings import *  # noqa: F403 - these settings are those, with a few changes

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
