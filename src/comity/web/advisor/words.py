# SPDX-License-Identifier: EUPL-1.2
"""The words of the pages of advice for the closed lists of an answer; legal terms and names come from the body of law."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Word = str | Promise

VERDICTS: Mapping[str, tuple[Word, Word]] = {
    "available": (
        _("Available"),
        _("%(requested)s can be asked for this: a basis holds and no ground for refusal stands against it."),
    ),
    "conditional": (
        _("Conditional"),
        _("%(requested)s can be asked for this: there is a basis, and what it depends on is listed below."),
    ),
    "barred": (
        _("Barred"),
        _("%(requested)s must refuse this: every basis is closed by a mandatory ground."),
    ),
    "statute-only": (
        _("By statute only"),
        _("No treaty carries this; the law of the requested state (%(requested)s) opens a way without one."),
    ),
    "no-basis": (
        _("No basis"),
        _("No treaty carries this, and the law of the requested state (%(requested)s) opens no way."),
    ),
    "unknown": (
        _("Not known"),
        _("It cannot be said whether %(requested)s can be asked for this: what is open hangs on law that is not known here."),
    ),
}
"""What a verdict is called and what it means."""

TIMINGS: Mapping[str, Word] = {
    "now": _("Nothing allows postponement on what is known."),
    "postponable": _("The requested side may postpone it."),
    "postponed": _("The requested side postpones it."),
}

TRUTHS: Mapping[str, Word] = {"yes": _("yes"), "no": _("no"), "unknown": _("unknown")}
OUTCOMES: Mapping[str, Word] = {"yes": _("holds"), "no": _("no basis"), "unknown": _("open")}
NEEDS: Mapping[str, Word] = {"yes": _("met"), "no": _("not met"), "unknown": _("open")}  # of a condition
ROLES: Mapping[str, Word] = {
    "primary": _("can carry the request alone"),
    "supplement": _("adds to another basis"),
    "fallback": _("carries where nothing else does"),
    "constraint": _("limits, and never carries"),
}
CONFIDENCE: Mapping[str, Word] = {
    "high": _("high confidence: the text was read"),
    "medium": _("medium confidence: well known, not checked against the text"),
    "low": _("low confidence: doubtful, check it"),
}
EVIDENCE: Mapping[str, Word] = {
    "yes": _("can be used as evidence"),
    "no": _("for information only, not evidence"),
    "depends": _("use as evidence depends on the law"),
}
ROUTES: Mapping[str, Word] = {
    "statute": _("The requested state's own law"),
    "reciprocity": _("Reciprocity"),
    "police": _("Police channel"),
    "interpol": _("INTERPOL channels"),
    "fiu": _("Financial intelligence units"),
    "asset-recovery": _("Asset recovery network"),
    "24-7": _("24/7 network"),
    "provider": _("Service provider"),
    "court": _("Court to court"),
    "spontaneous": _("Spontaneous information"),
}
REFUSALS: Mapping[str, Word] = {
    "must-refuse": _("mandatory"),
    "may-refuse": _("optional"),
    "may-postpone": _("may postpone"),
    "conflict": _("conflict of norms"),
}
CLAIMS: Mapping[str, Word] = {
    "yes": _("stands against the request"),
    "unknown": _("open"),
    "no": _("does not stand"),
    "silent": _("no norm of this body of law answers it"),
}
"""What becomes of a claim that the person raises."""

KINDS: Mapping[str, Word] = {
    "authority": _("Authorities"),
    "channel": _("Channel"),
    "language": _("Language"),
    "clock": _("Time limits"),
    "require": _("Conditions"),
    "content": _("Content"),
    "formality": _("Form"),
    "assurance": _("Assurances"),
    "use-limit": _("Limits of use"),
    "cost": _("Costs"),
    "duty": _("Duties of the requested side"),
    "right": _("Rights of the person"),
}
STEPS: Mapping[str, Word] = {
    "cite": _("Rely on"),
    "sender": _("Signs and sends"),
    "urgent": _("Do at once"),
    "offer": _("Offer or expect"),
    "confidentiality": _("Confidentiality"),
    "evidence_form": _("Form of the evidence"),
    "remedies": _("Remedies"),
    "duration": _("Usual time"),
    "costs": _("Who pays"),
    "if_refused": _("If it is refused"),
    "alerts": _("Take care"),
}
FAMILIES: Mapping[str, Word] = {
    "extradition": _("Have a person arrested or handed over"),
    "transfer": _("Let a sentence be served elsewhere"),
    "proceedings": _("Pass on a case or settle who tries it"),
    "judgment": _("Have a judgment carried out"),
    "supervision": _("Have a person supervised"),
    "assistance": _("Obtain evidence, hear or summon someone"),
    "banking": _("Learn about bank accounts"),
    "assets": _("Trace, freeze, confiscate or return assets"),
    "team": _("Investigate together or covertly"),
    "data": _("Secure or obtain electronic data"),
    "police": _("Find or identify a person"),
    "victims": _("Protect witnesses and victims"),
}
"""What one wants to achieve, by the family of measures."""

UNITS: Mapping[str, Word] = {"months": _("months"), "years": _("years")}

GROUPS: Mapping[str, Word] = {
    "all": _("All of these"),
    "any": _("One of these"),
    "not": _("Not"),
    "first": _("As given, or as it follows"),
    "leaf": _("Condition"),
}
"""Steps of the tree of reasons that have no words of their own."""


def of(words: Mapping[str, Word], key: str) -> str:
    """The word for a key in the user's language; the key itself where there is none."""
    return str(words.get(key, key))
