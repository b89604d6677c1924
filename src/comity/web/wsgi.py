# SPDX-License-Identifier: EUPL-1.2
"""The application for gunicorn: ``gunicorn comity.web.wsgi``."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.web.settings")
application = get_wsgi_application()

from comity.web.knowledge import adviser, drafting  # noqa: E402 - after the settings are chosen

adviser()  # the law is read before the first request comes
drafting()
