# SPDX-License-Identifier: EUPL-1.2
"""What happens at the door goes into the audit trail: never a password, nor a typed name that is no account."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from comity.web.accounts.models import User
from comity.web.audit.models import record


@receiver(user_logged_in)
def _signed_in(user: User, **_: Any) -> None:
    record(user, "session.begin", on=user)


@receiver(user_logged_out)
def _signed_out(user: User | None, **_: Any) -> None:
    if user is not None:
        record(user, "session.end", on=user)


@receiver(user_login_failed)
def _refused(credentials: dict[str, Any], **_: Any) -> None:
    """The account that was named, where there is one; nobody did it, for nobody proved who they are."""
    record(None, "session.refused", on=User.objects.filter(username__iexact=str(credentials.get("username", ""))).first() or "")


@receiver(authentication_failed)
def _second_factor_refused(user: User, authenticator: Any, **_: Any) -> None:
    record(None, "second-factor.refused", on=user, factor=authenticator.type)


@receiver(authenticator_added)
def _second_factor_added(user: User, authenticator: Any, **_: Any) -> None:
    record(user, "second-factor.add", on=user, factor=authenticator.type)


@receiver(authenticator_removed)
def _second_factor_removed(user: User, authenticator: Any, **_: Any) -> None:
    record(user, "second-factor.remove", on=user, factor=authenticator.type)


@receiver(authenticator_reset)
def _second_factor_renewed(user: User, authenticator: Any, **_: Any) -> None:
    record(user, "second-factor.renew", on=user, factor=authenticator.type)


@receiver(password_changed)
def _password_changed(user: User, **_: Any) -> None:
    record(user, "password.change", on=user)
