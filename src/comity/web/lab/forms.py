# SPDX-License-Identifier: EUPL-1.2
"""What the forms of the lab have in common: suggestions, the look of fields, and the command line that the answers make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms

from comity.web.lab.fields import Found, SeveralField, suggestions
from comity.web.library.forms import Dressed


class LabForm(Dressed, forms.Form):
    """A question to the lab; ``kind`` names the job that answers it."""

    kind: ClassVar[str]

    def arguments(self) -> list[str]:
        """The arguments of the command, each as ``--name=value``, so that no value is taken for an option."""
        raise NotImplementedError

    def given_files(self) -> list[tuple[str, bytes]]:
        """Files that go with it."""
        return []

    def question(self) -> dict[str, Any]:
        """The answers as they are kept, to fill the form again."""
        return {name: _plain(value) for name, value in self.cleaned_data.items() if value not in (None, "", [], False) and _kept(value)}

    @property
    def suggestions(self) -> Mapping[str, Any]:
        """The lists that its fields offer."""
        return suggestions(self._offers())

    def _offers(self) -> Iterator[str]:
        for field in self.fields.values():
            if isinstance(field, Found):
                yield field.offers
            elif isinstance(field, SeveralField):
                yield field.one.offers

    def option(self, name: str, value: Any) -> list[str]:
        """``--name=value``, once for each of several values; nothing where there is none."""
        values = value if isinstance(value, list) else [value]
        return [f"--{name}={_plain(one)}" for one in values if one not in (None, "")]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _kept(value: Any) -> bool:
    return isinstance(value, str | int | float | bool | list | date)
