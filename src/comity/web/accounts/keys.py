# SPDX-License-Identifier: EUPL-1.2
"""The forms of passkeys and security keys, with names that every language has words for."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A new key."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].label = _("Name")
        self.fields["credential"].label = _("Passkeys and security keys")


class RenameKeyForm(EditWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A key that is there."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].label = _("Name")
