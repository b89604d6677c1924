# SPDX-License-Identifier: EUPL-1.2
"""Words for the closed lists of the model: the glossary's term where there is one, else a message of this application."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comity.web.library.terms import glossary

WORDS: Mapping[str, str | Promise] = {
    # kinds of instrument
    "bilateral": _("Bilateral treaty"),
    "eu-act": _("Act of the European Union"),
    "scheme": _("Scheme"),
    "arrangement": _("Arrangement"),
    "charter": _("Charter"),
    "court-statute": _("Statute of a court"),
    "organisation-rules": _("Rules of an organisation"),
    "constitution": _("Constitution"),
    "referendum-act": _("Act adopted by referendum"),
    "code": pgettext_lazy("law", "Code"),
    "statute": _("Statute"),
    "decree": _("Decree"),
    "practice": _("Practice"),
    # kinds of provision
    "basis": _("Legal basis"),
    "require": _("Condition"),
    "must-refuse": _("Mandatory ground for refusal"),
    "may-refuse": _("Optional ground for refusal"),
    "may-postpone": _("Ground for postponement"),
    "content": _("Content of the request"),
    "formality": _("Formality"),
    "channel": _("Channel"),
    "authority": _("Authority"),
    "language": _("Language"),
    "clock": _("Time limit"),
    "duty": _("Duty"),
    "right": _("Right of the person"),
    "use-limit": _("Limit on use"),
    "cost": _("Costs"),
    "assurance": _("Assurance"),
    "deems": _("Settles a fact"),
    "relation": _("Relation to other instruments"),
    # statements
    "territorial": _("Territorial declaration"),
    "reading": _("Reading of a court"),
    # what a row of a status list records, and events
    "acceptance": _("Acceptance"),
    "approval": _("Approval"),
    "definitive-signature": _("Signature without reservation as to ratification"),
    "territorial-extension": _("Territorial extension"),
    "not-party": _("Not a party"),
    "suspension": _("Suspension"),
    "end": _("End"),
    "not-applied": _("Not applied"),
    "not-recognised": _("Not recognised"),
    "start": _("Beginning"),
    "unknown": _("Unknown"),
    # standing of an actor
    "party": _("Party"),
    "member": _("Bound as a member"),
    "created": _("Created by the instrument"),
    "extension": _("By extension"),
    "reported": _("Reported, not certain"),
    "contested": _("Contested"),
    "signed": _("Signed, not bound"),
    "provisional": _("Applied provisionally"),
    "ended": _("Ended"),
    "suspended": _("Suspended"),
    # relations
    "supersedes": _("Takes the place of"),
    "prevails-over": _("Prevails over"),
    "supplements": _("Supplements"),
    "fills-gap": _("Fills the gaps of"),
    "without-prejudice": _("Leaves untouched"),
    "most-favourable": _("The more favourable applies"),
    # coverage
    "formalised": _("Formalised"),
    "shown": _("Shown as text, not formalised"),
    "not-formalised": _("Not formalised"),
    "none": _("No rule on cooperation"),
    "basis-only": _("Only that it is a basis is recorded"),
    # confidence
    "high": _("high"),
    "medium": _("medium"),
    "low": _("low"),
    # actors
    "state": _("State"),
    "territory": _("Territory"),
    "union": _("Union"),
    "court": _("International court"),
    "organisation": _("Organisation"),
    # families of measures
    "extradition": _("Extradition"),
    "assistance": _("Assistance"),
    "data": _("Electronic data"),
    "assets": _("Assets"),
    "team": _("Joint work"),
    "proceedings": _("Proceedings"),
    "banking": _("Banking"),
    "police": _("Police cooperation"),
    "victims": _("Victims"),
    "transfer": _("Transfer of persons"),
    "judgment": _("Judgments"),
    "supervision": _("Supervision"),
    # stages
    "investigation": _("Investigation"),
    "trial": _("Trial"),
    "execution": _("Execution of a sentence"),
    # verdicts
    "available": _("Available"),
    "conditional": _("Conditional"),
    "barred": _("Barred"),
    "statute-only": _("By its own law only"),
    "no-basis": _("No basis"),
    # values of facts
    "abolished": _("abolished"),
    "abolished-ordinary": _("abolished for ordinary crimes"),
    "moratorium": _("moratorium"),
    "retained": _("retained"),
    "true": _("yes"),
    "false": _("no"),
    # what a statement does
    "may-be-applied": _("Others may apply it against its maker"),
    "estops-maker": _("Its maker cannot claim more than it accepted"),
}
_TERMS = {"provisional": "provisional-application"}


def label(name: str) -> str:
    """The words for a name of a closed list, in the language of the page; the name itself where nobody gave it words."""
    word = WORDS.get(name)
    if word is not None:
        return str(word)
    term = glossary().get(_TERMS.get(name, name))
    if term is None:
        return name.replace("-", " ").replace("_", " ")
    words = term.name.in_language(translation.get_language()[:2])[0]
    return words[:1].upper() + words[1:]


def language_name(code: str) -> str:
    """The name of a language in the language of the page; its code where it has none here."""
    try:
        return str(translation.get_language_info(code)["name_translated"])
    except KeyError:
        return code
