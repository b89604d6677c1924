# SPDX-License-Identifier: EUPL-1.2
"""The form for a token."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from comity.web.api.models import Scope

LIFETIMES = (7, 30, 90, 365)


class TokenForm(forms.Form):
    """What a token is for, what it opens and how long."""

    words = forms.CharField(max_length=100, error_messages={"required": _("Say what the token is for.")})
    scopes = forms.MultipleChoiceField(choices=Scope.choices, error_messages={"required": _("Choose what the token opens.")})
    days = forms.TypedChoiceField(
        coerce=int,
        choices=lambda: [(days, ngettext("%(days)d day", "%(days)d days", days) % {"days": days}) for days in LIFETIMES],
        error_messages={"required": _("Choose how long the token is valid.")},
    )
