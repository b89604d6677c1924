# SPDX-License-Identifier: EUPL-1.2
"""Fields that find actors, measures, offences and instruments by what people call them, in any language and script, or by their code."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from comity.model.text import Text
from comity.web.advisor.names import Names, Option, coded, folded, versions
from comity.web.knowledge import adviser

LONGEST = 200
MOST = 30


@cache
def names() -> Names:
    """The names of the body of law of this process."""
    return Names(adviser().corpus)


def language() -> str:
    """The language of the page."""
    return (get_language() or "en")[:2]


class Found(forms.CharField, ABC):
    """A text that names one thing; the value is its code. ``offers`` names the list of suggestions of the page."""

    offers = ""
    unknown = gettext_lazy("Nothing is called so: %(typed)s.")

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST, **options)
        self.widget.attrs |= {"list": self.offers, "autocomplete": "off", "dir": "auto"}

    def clean(self, value: Any) -> str:
        """The code of what is named; empty where nothing is."""
        typed = str(super().clean(value)).strip()
        return self.code(typed) if typed else ""

    @abstractmethod
    def code(self, typed: str) -> str:
        """The code; ValidationError where none or several things are called so."""

    def refuse(self, typed: str, near: Iterable[str] = ()) -> ValidationError:
        """Nothing is called so; what may be meant."""
        words = str(self.unknown) % {"typed": typed}
        meant = ", ".join(near)
        return ValidationError(f"{words} {_('Did you mean: %(names)s?') % {'names': meant}}" if meant else words)


class ActorField(Found):
    """A state, territory, court or organisation."""

    offers = "actors"

    def code(self, typed: str) -> str:
        """Its code."""
        found = names().actors(typed)
        if len(found) == 1:
            return found[0]
        raise self.refuse(typed, [names().actor(code, language()) for code in found] or names().near_actors(typed, language()))


class OffenceField(Found):
    """A class of offence."""

    offers = "offences"

    def code(self, typed: str) -> str:
        """Its alias."""
        found = names().offence(typed)
        if found is None:
            raise self.refuse(typed)
        return found


class InstrumentField(Found):
    """A treaty, a statute or another instrument."""

    offers = "instruments"

    def code(self, typed: str) -> str:
        """Its id."""
        found = instruments_called(typed)
        if len(found) == 1:
            return found[0]
        raise self.refuse(typed, [instrument_name(id_) for id_ in found[:3]])


class MeasureField(forms.ChoiceField):
    """A measure, grouped by family."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=measure_choices if options.get("required", True) else _measures_or_all, **options)


class DayField(forms.DateField):
    """A day, today where none is given: what is found depends on it, so that it is always said."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], required=False, initial=timezone.localdate, **options)

    def clean(self, value: Any) -> date:
        """As a day."""
        return super().clean(value) or timezone.localdate()


class Several(forms.TextInput):
    """Text fields of one name: those that hold something and one or two more."""

    template_name = "lab/several.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """What is written in all of them."""
        given = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [text.strip() for text in given if text.strip()]

    def format_value(self, value: Any) -> Any:
        """As they are."""
        return [value] if isinstance(value, str) else list(value or [])

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Each field with its own id; the first has the one that the label names."""
        context = super().get_context(name, value, attrs)
        written = context["widget"]["value"]
        first = context["widget"]["attrs"].get("id", f"id_{name}")
        shown = [*written, ""] if written else ["", ""]
        context["rows"] = [{"id": f"{first}_{number}" if number else first, "value": text} for number, text in enumerate(shown)]
        return context

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """With the templates of the application, which translate."""
        return mark_safe(render_to_string(self.template_name, self.get_context(name, value, attrs)))  # noqa: S308 - a template's output


class SeveralField(forms.Field):
    """Several things that a field for one would find; the value is their codes, each once."""

    def __init__(self, one: Found, least: int = 0, **options: Any) -> None:
        super().__init__(required=least > 0, widget=Several(attrs={"list": one.offers, "autocomplete": "off", "dir": "auto"}), **options)
        self.one, self.least = one, least

    def clean(self, value: Any) -> list[str]:
        """The codes of all that are named."""
        typed = list(value or [])
        if len(typed) > MOST:
            raise ValidationError(_("At most %(number)d.") % {"number": MOST})
        found, faults = [], []
        for text in typed:
            try:
                found.append(self.one.clean(text))
            except ValidationError as fault:
                faults += fault.messages
        if faults:
            raise ValidationError(faults)
        codes = list(dict.fromkeys(code for code in found if code))
        if len(codes) < self.least:
            raise ValidationError(_("Name at least %(number)d.") % {"number": self.least})
        return codes


def instruments_called(typed: str) -> list[str]:
    """The ids of the instruments of that id, short name or title; else of those whose names hold every word."""
    laws = adviser().corpus.by_id
    bare = typed.strip()
    at_end = bare.rpartition("(")[2].rstrip(")")
    for id_ in (bare, bare.lower(), at_end):
        if id_ in laws:
            return [id_]
    wanted = folded(typed)
    exact = [id_ for id_, words in _instrument_words().items() if wanted in words]
    if exact:
        return exact
    parts = wanted.split()
    return [id_ for id_, words in _instrument_words().items() if parts and all(part in " ".join(words) for part in parts)]


@cache
def _instrument_words() -> dict[str, list[str]]:
    laws = adviser().corpus.instruments
    return {law.id: [folded(text) for text in (law.id, *versions(law.short), *versions(law.title))] for law in laws}


def instrument_name(id_: str) -> str:
    """The short name of an instrument with its id."""
    law = adviser().corpus.by_id.get(id_)
    return coded(law.short.in_language(language())[0], id_) if law else id_


def measure_name(id_: str) -> str:
    """The name of a measure; the id where there is none."""
    found = adviser().corpus.measures.get(id_)
    return _said(found.name) if found else id_


def measure_choices() -> Sequence[Any]:
    """Every measure under its family."""
    from comity.web.library.labels import label  # noqa: PLC0415 - templates load it too

    grouped = names().measures("")
    return [(label(family), [(measure.id, _said(measure.name)) for measure in members]) for family, members in grouped.items()]


def _measures_or_all() -> Sequence[Any]:
    return [("", _("All measures")), *measure_choices()]


def suggestions(wanted: Iterable[str]) -> dict[str, list[Option]]:
    """The lists of suggestions that a page needs, by name."""
    makers: dict[str, Callable[[], list[Option]]] = {
        "actors": lambda: names().actor_options(language()),
        "offences": lambda: names().offence_options(language()),
        "instruments": _instrument_options,
    }
    return {name: makers[name]() for name in dict.fromkeys(wanted) if name in makers}


def _instrument_options() -> list[Option]:
    laws = adviser().corpus.instruments
    options = [Option(instrument_name(law.id), _said(law.title)) for law in laws]
    return sorted(options, key=lambda option: folded(option.value))


def _said(text: Text) -> str:
    return text.in_language(language())[0]
