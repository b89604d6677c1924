# SPDX-License-Identifier: EUPL-1.2
"""Words of the libraries for which our catalogues have their own: what they call otherwise than Comity, or say less politely.

A text that stands here is taken into our catalogues, and those go before the libraries' own.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

LIBRARY = (
    _("Account Inactive"),
    _("Add Security Key"),
    _("Are you sure you want to remove this security key?"),
    _("Authenticator App"),
    _("Authenticator app activated."),
    _("Authenticator app deactivated."),
    _("Be patient, you are sending too many requests."),
    _("Change Password"),
    _("Code"),
    _("Confirm Access"),
    _("Current Password"),
    _("Deactivate Authenticator App"),
    _("Edit Security Key"),
    _(
        "Enabling passwordless operation allows you to sign in using just this key,"
        " but imposes additional requirements such as biometrics or PIN protection."
    ),
    _("Enter your password:"),
    _("Incorrect password."),
    _("New Password"),
    _("New Password (again)"),
    _("No security keys have been added."),
    _("Password successfully changed."),
    _("Passwordless"),
    _("Please reauthenticate to safeguard your account."),
    _("Please type your current password."),
    _("Remove Security Key"),
    _("Security Keys"),
    _("Security key added."),
    _("Security key removed."),
    _("Sign In"),
    _("Sign Out"),
    _("Signed out of all other sessions."),
    _("Successfully signed in as %(name)s."),
    _("The password is too similar to the %(verbose_name)s."),
    _("The username and/or password you specified are not correct."),
    _("This account is inactive."),
    _("This password is too common."),
    _("Too many failed login attempts. Try again later."),
    _("Two-Factor Authentication"),
    _("Use a security key"),
    _("Use your password"),
    _("You have signed out."),
    _("You must type the same password each time."),
    _("Your account is protected by two-factor authentication. Please enter an authenticator code:"),
    _("Your password can’t be a commonly used password."),
    _("Your password can’t be too similar to your other personal information."),
    ngettext_lazy(
        "There is %(unused_count)s out of %(total_count)s recovery codes available.",
        "There are %(unused_count)s out of %(total_count)s recovery codes available.",
        1,
    ),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        1,
    ),
    ngettext_lazy("You have added %(count)s security key.", "You have added %(count)s security keys.", 1),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
        1,
    ),
)
