# SPDX-License-Identifier: EUPL-1.2
"""What is not known or not written down as rules, said plainly."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from comity.model.law import Content, CoverageState, Instrument
from comity.web.advisor.lines import Line, Norm, Reader


def unchecked(reader: Reader) -> tuple[Norm, ...]:
    """Instruments whose list or scope is too incomplete to say."""
    return tuple(reader.norm(id_) for id_ in reader.answer.unchecked)


def not_formalised(reader: Reader) -> tuple[Line, ...]:
    """Articles of the bases that are not written down as rules."""
    laws = [reader.corpus.by_id[basis.instrument] for basis in reader.answer.bases if basis.outcome != "no"]
    return tuple(line for law in laws for line in _of_law(reader, law))


def _of_law(reader: Reader, law: Instrument) -> Iterable[Line]:
    if law.content is Content.BASIS_ONLY:
        yield Line(_("Only that it is a basis is written down, not what it demands"), reader.lang, "unknown", (reader.norm(law.id),))
    for item in law.coverage:
        if item.state is CoverageState.NOT_FORMALISED:
            says = reader.say(item.title) or _("this article")
            yield Line(says, reader.lang, "unknown", (reader.norm(law.id, item.article),), note=reader.say(item.why))


def doubtful(reader: Reader) -> int:
    """How many findings are of low confidence."""
    return sum(finding.confidence == "low" for finding in reader.answer.findings)
