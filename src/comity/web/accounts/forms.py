# SPDX-License-Identifier: EUPL-1.2
"""What is typed on the pages of accounts, parsed once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.web.accounts.absences import Away
from comity.web.accounts.acts import Person, Post
from comity.web.accounts.models import Role, Unit, User
from comity.web.knowledge import actor_choices


class Day(forms.DateInput):
    """A day, by the browser's own control."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PersonForm(forms.Form):
    """Who holds an account."""

    first_name = forms.CharField(label=_("First name"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=150)
    email = forms.EmailField(label=_("E-mail"), required=False, help_text=_("Only links to choose a password are sent there."))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def person(self, username: str) -> Person:
        """As a value."""
        return Person(username, **{name: self.cleaned_data[name] for name in ("first_name", "last_name", "email", "language")})


class PostForm(forms.Form):
    """A role in a unit."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.order_by("name"), empty_label="")
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    since = forms.DateField(label=_("First day"), widget=Day, initial=timezone.localdate)
    until = forms.DateField(label=_("Last day"), widget=Day, required=False, help_text=_("Empty: until it is ended."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        first = Unit.objects.order_by("name")[:2]
        if len(first) == 1:
            self.fields["unit"].initial = first[0]

    def post(self) -> Post:
        """As a value."""
        return Post(**{name: self.cleaned_data[name] for name in ("unit", "role", "since", "until")})


class InvitationForm(PersonForm, PostForm):
    """Who is invited, and to what."""

    username = forms.CharField(
        label=_("User name"), max_length=150, validators=[UnicodeUsernameValidator()], help_text=_("For signing in; it stays.")
    )
    field_order = ["username", "first_name", "last_name", "email", "language", "unit", "role", "since", "until"]


class PasswordForm(forms.Form):
    """The password that an invited person chooses."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("12 letters or more."),
    )
    again = forms.CharField(label=_("The same again"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def __init__(self, user: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_password(self) -> str:
        """As the rules on passwords say."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        """Twice the same."""
        content = super().clean() or {}
        if "password" in content and content["password"] != content.get("again"):
            self.add_error("again", ValidationError(_("The two passwords differ.")))
        return content


class ForgottenForm(forms.Form):
    """Whose password is forgotten."""

    username = forms.CharField(label=_("User name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"}))


class UnitForm(forms.ModelForm[Unit]):
    """A unit."""

    state = forms.ChoiceField(label=_("State or organisation"), choices=lambda: [("", ""), *actor_choices()])
    within = forms.ModelChoiceField(Unit.objects.order_by("name"), label=_("Within"), required=False, empty_label=_("No other unit"))

    class Meta:
        """All that it says."""

        model = Unit
        fields = ["name", "state", "within"]
        labels = {"name": _("Name")}


class AbsenceForm(forms.Form):
    """When somebody is away, and who stands in."""

    substitute = forms.ModelChoiceField(label=_("Who stands in"), queryset=User.objects.none(), empty_label="")
    since = forms.DateField(label=_("First day"), widget=Day)
    until = forms.DateField(label=_("Last day"), widget=Day)

    def __init__(self, user: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        field = self.fields["substitute"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        units = user.memberships.values("unit")
        colleagues = User.objects.filter(is_active=True, memberships__unit__in=units).exclude(pk=user.pk)
        field.queryset = colleagues.distinct().order_by("username")

    def away(self) -> Away:
        """As a value."""
        return Away(self.user, **{name: self.cleaned_data[name] for name in ("substitute", "since", "until")})
