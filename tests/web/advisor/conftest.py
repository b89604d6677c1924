# SPDX-License-Identifier: EUPL-1.2
"""An officer of an authority of Azerbaijan who is signed in."""

from __future__ import annotations

import pytest
from django.test import Client

from comity.web.accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def officer(office: dict[str, User], client: Client) -> Client:
    """The browser of the officer."""
    client.force_login(office["officer"], backend=BACKEND)
    return client
