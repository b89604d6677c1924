# SPDX-License-Identifier: EUPL-1.2
"""What reforms would change: reforms of a state, of each kind as many as are named; tried on the law before a job begins."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.corpus.corpus import Corpus
from comity.lab.reform import apply_all
from comity.lab.reform_files import read_reforms
from comity.lab.reform_parts import parts_of
from comity.model.errors import WrongInput
from comity.model.expression import COMPARISONS
from comity.web.advisor.names import Option
from comity.web.jobs.models import Job
from comity.web.knowledge import adviser
from comity.web.lab.asked.draft import FilesField
from comity.web.lab.asked.narrowed import NARROWING, Group, NarrowedForm, fault_words
from comity.web.lab.fields import ActorField, DayField, InstrumentField, SeveralField, instrument_name, language, names
from comity.web.lab.reform_fields import RowsField, RuleField, StatementField, TextsField

DRAFT = "draft"
SHOWN = 3
OPS = [
    ("at_least", gettext_lazy("at least")),
    ("more_than", gettext_lazy("more than")),
    ("at_most", gettext_lazy("at most")),
    ("less_than", gettext_lazy("less than")),
]
ORDER = ("draft", "ratify", "accede", "denounce", "extend", "bilateral", "withdraw", "reserve", "set", "repeal")
"""The kinds of reform in the order in which the lab applies them."""


def _treaties(words: Any, hint: Any = "") -> SeveralField:
    return SeveralField(InstrumentField(required=False), label=words, help_text=hint)


class SimulateForm(NarrowedForm):
    """A state and what it does."""

    kind = "simulate"
    groups = (
        Group(gettext_lazy("Who acts, and when"), "", ("state", "on")),
        Group(gettext_lazy("Treaties"), "", ("ratify", "accede", "denounce", "bilateral", "extend")),
        Group(gettext_lazy("Reservations and declarations"), "", ("withdraw", "reserve"), folded=True),
        Group(gettext_lazy("National law"), "", ("set", "repeal", "draft"), folded=True),
        NARROWING,
        Group("", "", ("each",)),
    )

    state = ActorField(
        label=gettext_lazy("State"),
        help_text=gettext_lazy("Its name in any language, or its code; a draft alone needs none"),
        required=False,
    )
    on = DayField(
        label=gettext_lazy("Day of the reforms"),
        help_text=gettext_lazy("From that day they bind; before and after are compared on it"),
    )
    ratify = _treaties(gettext_lazy("Ratifies"), gettext_lazy("A short name, words of the title, or the id"))
    accede = _treaties(gettext_lazy("Accedes to"))
    denounce = _treaties(gettext_lazy("Denounces"))
    bilateral = RowsField(
        {
            "partner": (gettext_lazy("Partner"), ActorField(required=False)),
            "model": (gettext_lazy("Model"), InstrumentField(required=False)),
        },
        label=gettext_lazy("Concludes a treaty"),
        help_text=gettext_lazy("With a partner, with the rules of a treaty that is taken as the model"),
    )
    extend = RowsField(
        {
            "instrument": (gettext_lazy("Treaty"), InstrumentField(required=False)),
            "territory": (gettext_lazy("Territory"), ActorField(required=False)),
        },
        label=gettext_lazy("Extends a treaty to a territory"),
    )
    withdraw = SeveralField(
        StatementField(required=False),
        label=gettext_lazy("Takes back"),
        help_text=gettext_lazy("A statement of the state: the id of the treaty, a colon and the id of the statement"),
    )
    reserve = TextsField(
        most=10,
        label=gettext_lazy("Makes"),
        help_text=gettext_lazy("Statements in the format of the legal model, with the line “instrument: ID” at the top"),
    )
    set = RowsField(
        {
            "rule": (gettext_lazy("Rule"), RuleField(required=False)),
            "bound": (gettext_lazy("Number"), forms.RegexField(r"^[0-9]{1,9}(\.[0-9]{1,4})?$", required=False)),
            "op": (gettext_lazy("Threshold"), forms.ChoiceField(choices=OPS)),
        },
        label=gettext_lazy("Changes a threshold"),
        help_text=gettext_lazy("Of a rule of its own law: the id of the law, a colon and the id of the rule"),
    )
    repeal = _treaties(gettext_lazy("Repeals"), gettext_lazy("A law of its own"))
    draft = FilesField(
        required=False,
        label=gettext_lazy("Brings a draft into force"),
        help_text=gettext_lazy(
            "The files of one draft in the format of the body of law: instrument.yaml, provisions.yaml and others. Chosen anew each time."
        ),
    )
    each = forms.BooleanField(
        label=gettext_lazy("Each reform by itself, too"), help_text=gettext_lazy("What each is worth alone"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """At least one reform, and each can be done to the law as it stands."""
        given = super().clean() or {}
        if self.errors:
            return given
        if not any(given[name] for name in ORDER):
            raise forms.ValidationError({"ratify": _("Name at least one reform.")})
        if not given["state"] and any(given[name] for name in ORDER if name != "draft"):
            raise forms.ValidationError({"state": _("Name the state that acts.")})
        self._own(given)
        if not self.errors:
            self._try(given)
        return given

    def _own(self, given: Mapping[str, Any]) -> None:
        """What a state can change is its own."""
        corpus, state = adviser().corpus, given["state"]
        for id_ in given["repeal"]:
            if corpus.by_id[id_].of != state:
                self.add_error("repeal", _("%(law)s is no law of this state.") % {"law": instrument_name(id_)})
        for rule, _bound, _op in given["set"]:
            if corpus.by_id[rule.partition(":")[0]].of != state:
                self.add_error("set", _("%(law)s is no law of this state.") % {"law": rule})
        for statement in given["withdraw"]:
            law, _colon, id_ = statement.partition(":")
            if next(made for made in corpus.by_id[law].statements if made.id == id_).by != state:
                self.add_error("withdraw", _("%(statement)s was made by another state.") % {"statement": statement})
        for _law, territory in given["extend"]:
            if corpus.by_code[territory].of != state:
                self.add_error("extend", _("%(name)s is no territory of this state.") % {"name": names().bare_actor(territory, language())})

    def _try(self, given: Mapping[str, Any]) -> None:
        """Apply kind after kind to the body of law, so that what cannot be is said at its field."""
        corpus = adviser().corpus
        with tempfile.TemporaryDirectory(prefix="comity-form-") as folder:
            for name, content in self.given_files():
                place = Path(folder) / name
                place.parent.mkdir(exist_ok=True)
                place.write_bytes(content)
            for name in ORDER:
                try:
                    corpus = self._applied(corpus, name, folder)
                except WrongInput as error:
                    self.add_error(name, fault_words(error, folder))
                    return

    def _applied(self, corpus: Corpus, name: str, folder: str) -> Corpus:
        values = self._values(name)
        if name in ("reserve", "draft"):
            values = [str(Path(folder) / value) for value in values]
        given = self.cleaned_data
        return apply_all(corpus, read_reforms({name: values}, given["state"], corpus, given["on"])) if values else corpus

    def _values(self, name: str) -> list[str]:
        """The values of an option of the command."""
        given = self.cleaned_data[name]
        match name:
            case "draft":
                return [DRAFT] if given else []
            case "reserve":
                return [f"reserve-{number}.yaml" for number in range(1, len(given) + 1)]
            case "bilateral" | "extend":
                return [":".join(row) for row in given]
            case "set":
                return [f"{rule}={op}={bound}" for rule, bound, op in given]
            case _:
                return list(given)

    def given_files(self) -> list[tuple[str, bytes]]:
        """Weights, statements and the draft, under names of ours."""
        given = self.cleaned_data
        reserves = zip(self._values("reserve"), given["reserve"], strict=True)
        return [
            *super().given_files(),
            *((name, text.encode()) for name, text in reserves),
            *((f"{DRAFT}/{name}", content) for name, content in given["draft"]),
        ]

    def arguments(self) -> list[str]:
        """As the command has them."""
        given = self.cleaned_data
        reforms = [argument for name in ORDER for argument in self.option(name, self._values(name))]
        return [*self.option("state", given["state"]), *reforms, *self.narrowed(), *(["--each"] if given["each"] else [])]

    def question(self) -> dict[str, Any]:
        """The answers; of a draft the names of its files alone."""
        asked = super().question()
        draft = asked.pop("draft", [])
        return {**asked, "drafted": [name for name, _content in draft]} if draft else asked

    @property
    def suggestions(self) -> Mapping[str, Any]:
        """With what the state that is named could change."""
        return {**super().suggestions, **offers_of(self._named_state())}

    def _offers(self) -> Iterator[str]:
        yield from super()._offers()
        yield from ("actors", "instruments")

    def _named_state(self) -> str:
        try:
            return ActorField(required=False).clean(self["state"].value() or "")
        except forms.ValidationError:
            return ""


def offers_of(state: str) -> dict[str, list[Option]]:
    """The statements of a state, and the rules of its own law that hold a threshold."""
    statements, rules = [], []
    for law in adviser().corpus.instruments if state else ():
        statements += [Option(f"{law.id}:{made.id}", made.says.in_language(language())[0]) for made in law.statements if made.by == state]
        if law.of == state:
            rules += [
                Option(f"{law.id}:{rule.id}", f"{rule.article}: {rule.says.in_language(language())[0]}")
                for rule in law.provisions
                if any(part.op in COMPARISONS for part in parts_of(rule.when))
            ]
    return {"statements": statements, "rules": rules}


def title(job: Job) -> str:
    """Who does what, shortened."""
    asked = job.question
    words = [*_words(asked)]
    more = f" +{len(words) - SHOWN}" if len(words) > SHOWN else ""
    acts = "; ".join(words[:SHOWN]) + more
    state = names().bare_actor(asked["state"], language()) if asked.get("state") else ""
    return f"{state} – {acts}" if state and acts else state or acts


def _words(asked: Mapping[str, Any]) -> Iterator[str]:
    fields: Mapping[str, forms.Field] = SimulateForm.base_fields
    for name in ORDER:
        for value in asked.get(name, []) if name not in ("reserve", "draft") else []:
            yield f"{str(fields[name].label).lower()}: {_short(value)}"
        if asked.get(name) and name == "reserve":
            yield str(_("makes statements"))
    if asked.get("drafted"):
        yield str(_("brings a draft into force"))


def _short(value: str | Sequence[str]) -> str:
    if isinstance(value, str):
        law = adviser().corpus.by_id.get(value)
        return law.short.in_language(language())[0] if law else value
    return ", ".join(names().bare_actor(part, language()) if part in adviser().corpus.by_code else _short(part) for part in value)
