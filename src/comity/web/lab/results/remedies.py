# SPDX-License-Identifier: EUPL-1.2
"""What would remove a contradiction, and why no rule settles it, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.web.knowledge import adviser
from comity.web.lab.fields import language, measure_name, names
from comity.web.lab.results.words import Shown
from comity.web.library.templatetags.library import said

SENTENCES: Mapping[str, str | Promise] = {
    "bar": gettext_lazy("amend %(second)s: the ground %(ground)s does not apply where %(first)s obliges to grant"),
    "bar-constitution": gettext_lazy(
        "a reservation or declaration to %(family)s, where it admits one, or a protocol to it that adds the ground %(ground)s; "
        "or an amendment of %(second)s"
    ),
    "bar-open-point": gettext_lazy(
        "limit %(second)s to requests without a treaty; or a reservation or declaration to %(family)s, where it admits one, "
        "or a protocol to it that adds the ground %(ground)s"
    ),
    "power-absent": gettext_lazy("give an authority the power for %(measures)s by a provision in the law of %(absent)s"),
    "power": gettext_lazy("give an authority the power for %(measures)s by statute, so that %(second)s is met"),
    "optional-national": gettext_lazy("make %(first)s mandatory: refusal is a duty where %(second)s applies"),
    "optional-treaty": gettext_lazy("declare to %(family)s that %(first)s is applied as a duty; say so in national law"),
    "demanded": gettext_lazy("amend %(second)s: add reciprocity beside the treaty; or repeal it in favour of %(first)s"),
    "right": gettext_lazy("add the right of %(second)s to %(family)s, or say in national law that it limits %(first)s"),
    "right-ground": gettext_lazy("add the ground %(ground)s of %(second)s to %(family)s, or say in national law that it limits %(first)s"),
    "clause": gettext_lazy("nothing is needed where the clause is applied; a protocol that aligns %(first)s with %(second)s would end it"),
    "two-treaties": gettext_lazy(
        "a clause that says which goes first between parties to both, or a protocol that aligns %(first)s with %(second)s"
    ),
    "aligned": gettext_lazy("align %(loser)s (%(mine)s) with %(winner)s (%(theirs)s)"),
    "aligned-treaties": gettext_lazy(
        "align %(loser)s (%(mine)s) with %(winner)s (%(theirs)s) by a protocol or declaration, or a clause on which goes first"
    ),
}
REASONS: Mapping[str, str | Promise] = {
    "weighed": gettext_lazy("the right is weighed against the duty in the single case; no general rule lets either go first"),
    "no-power": gettext_lazy("that the treaty prevails gives no authority a power that the law does not give"),
}
LEFT_OUT: Mapping[str, str | Promise] = {
    "whether it binds the state on the day is not known": gettext_lazy("whether it binds the state on the day is not known"),
    "its existence is not confirmed": gettext_lazy("its existence is not confirmed"),
    "known as a basis only: what it demands is not written down": gettext_lazy(
        "known as a basis only: what it demands is not written down"
    ),
}
_UNREAD = "not formalised: "


def removed_by(item: Mapping[str, Any]) -> Shown:
    """What would remove a contradiction; results of earlier versions have the English sentence alone."""
    found = item.get("remedy") or {}
    sentence = SENTENCES.get(found.get("name", ""))
    if sentence is None:
        return said(names().named(item["removed_by"], "en"))
    return str(sentence) % {name: _value(name, value) for name, value in found["values"].items()}


def _value(name: str, value: str) -> str:
    """A value in words: what it is, its name tells."""
    corpus = adviser().corpus
    if name == "ground":
        ground = corpus.grounds.get(value)
        return f"«{ground.name.in_language(language())[0]}»" if ground else value
    if name == "measures":
        return ", ".join(measure_name(id_) for id_ in value.split(", "))
    if name == "absent":
        return names().bare_actor(value, language())
    if name in ("mine", "theirs"):
        return value
    id_, _space, article = value.partition(" ")
    law = corpus.by_id.get(id_)
    return ", ".join(part for part in (law.short.in_language(language())[0], article) if part) if law else value


def reason(resolution: Mapping[str, str]) -> Shown:
    """Why no rule settles it, where that is said in words of the program."""
    known = REASONS.get(resolution.get("reason", ""))
    return str(known) if known is not None else said(resolution.get("says", ""))


def why_left_out(why: str) -> Shown:
    """Why an instrument was not compared, or not wholly."""
    if why in LEFT_OUT:
        return str(LEFT_OUT[why])
    if why.startswith(_UNREAD):
        return format_html("{}: {}", _("not formalised"), why.removeprefix(_UNREAD))
    return said(why)
