# SPDX-License-Identifier: EUPL-1.2
"""Letters by e-mail, in the language of who gets them; nothing is sent where no server is named."""

from __future__ import annotations

import smtplib
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from comity.web.accounts.models import Invitation, User


def send_invitation(user: User, link: str) -> bool | None:
    """Whether the link was sent; None where there is no address or no server."""
    if not (settings.EMAIL_HOST and user.email):
        return None
    try:
        return _send(user, "accounts/invitation.txt", link=link, days=settings.INVITATION_DAYS)
    except (OSError, smtplib.SMTPException):
        return False


@task()
def send_password_link(number: int, host: str) -> bool:
    """Send a link to choose a new password, if this is an account with an address that is in use.

    It is a job, so that whoever asked cannot tell from the time it takes whether there is such an account.
    """
    user = User.objects.filter(pk=number, is_active=True).exclude(email="").first()
    if user is None or not user.has_usable_password() or (user.demo and settings.PRODUCTION):
        return False
    token = Invitation.make(user, settings.PASSWORD_LINK_LASTS)
    return _send(user, "accounts/password_link.txt", link=host + reverse("accounts:invitation", args=[token]))


def _send(user: User, template: str, **content: Any) -> bool:
    with translation.override(user.language or settings.LANGUAGE_CODE):
        words = render_to_string(template, {"invited": user, **content})
        return bool(send_mail(_("Your account in Comity"), words, None, [user.email]))
