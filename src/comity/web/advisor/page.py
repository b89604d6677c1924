# SPDX-License-Identifier: EUPL-1.2
"""An answer arranged for a reader: first what matters, each part from the module that knows it, worked out where it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from comity.web.advisor import bases, gaps, grounds, requirements, ways, words
from comity.web.advisor.bases import BasisCard
from comity.web.advisor.lines import Group, Line, Norm, Reader

WORKING = ("authority", "channel", "language", "clock")
TONES: Mapping[str, str] = {"available": "for", "barred": "against", "no-basis": "against"}


class Page(Reader):
    """The answer for one reader."""

    @cached_property
    def measure(self) -> str:
        """What is asked for."""
        return self.corpus.measures[str(self.answer.query["measure"])].name.in_language(self.lang)[0]

    @cached_property
    def offences(self) -> tuple[str, ...]:
        """The offences, by their names or as they were typed."""
        query: Mapping[str, Any] = self.answer.query
        given = query.get("offences") or [query.get("offence") or {}]
        told = [str(item.get("name") or item.get("iccs") or "") for item in given]
        return tuple(self.names.offence_name(text, self.lang) for text in told if text)

    @property
    def offence(self) -> str:
        """All offences in one line."""
        return "; ".join(self.offences)

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The verdict for each of several offences: what the offence and the verdict are called."""
        told = zip(self.offences, self.answer.parts, strict=True) if self.answer.parts else ()
        return tuple((name, str(words.VERDICTS[part.verdict][0])) for name, part in told)

    # -- the verdict, and what to do

    @property
    def verdict(self) -> str:
        """What the verdict is called."""
        return str(words.VERDICTS[self.answer.verdict][0])

    @property
    def meaning(self) -> str:
        """What the verdict means, in one sentence."""
        return str(words.VERDICTS[self.answer.verdict][1]) % {"requested": self.requested}

    @property
    def timing(self) -> str:
        """Whether it may be postponed."""
        return words.of(words.TIMINGS, self.answer.timing)

    @property
    def tone(self) -> str:
        """For, against or open: how the verdict is coloured."""
        return TONES.get(self.answer.verdict, "open")

    @cached_property
    def steps(self) -> tuple[ways.Step, ...]:
        """What to do next."""
        return ways.steps(self)

    @property
    def first_steps(self) -> tuple[ways.Step, ...]:
        """Those that are for today."""
        return tuple(step for step in self.steps if step.key in ways.TODAY)

    @property
    def further_steps(self) -> tuple[ways.Step, ...]:
        """The others."""
        return tuple(step for step in self.steps if step.key not in ways.TODAY)

    # -- bases and grounds

    @cached_property
    def bases(self) -> tuple[BasisCard, ...]:
        """Those that carry or may carry, by rank."""
        return bases.carrying(self)

    @cached_property
    def no_bases(self) -> tuple[BasisCard, ...]:
        """Those that do not, with the reason."""
        return bases.excluded(self)

    @cached_property
    def _grounds(self) -> Mapping[str, tuple[Group, ...]]:
        return grounds.by_state(self)

    @property
    def triggered(self) -> tuple[Group, ...]:
        """Grounds that stand against it."""
        return self._grounds["yes"]

    @property
    def open(self) -> tuple[Group, ...]:
        """Grounds on which facts are missing."""
        return self._grounds["unknown"]

    @property
    def cleared(self) -> tuple[Group, ...]:
        """Grounds that are answered no."""
        return self._grounds["no"]

    @cached_property
    def discretion(self) -> tuple[Line, ...]:
        """What the other side may use or leave."""
        return grounds.discretion(self)

    @cached_property
    def claims(self) -> tuple[Group, ...]:
        """What the person claims, and what answers it."""
        return grounds.claims(self)

    @cached_property
    def rights(self) -> tuple[Group, ...]:
        """The rights of the person at stake."""
        return grounds.rights(self)

    # -- what it must meet, and how it is done

    @cached_property
    def conditions(self) -> tuple[Line, ...]:
        """Conditions of the bases."""
        return requirements.conditions(self)

    @cached_property
    def demands(self) -> tuple[Group, ...]:
        """What the request must hold."""
        return requirements.demands(self)

    @cached_property
    def assurances(self) -> tuple[str, ...]:
        """What the other side may demand."""
        return requirements.assurances(self)

    @cached_property
    def working(self) -> tuple[Group, ...]:
        """Authorities, channel, language and time limits."""
        return self.of_kinds(*WORKING)

    @cached_property
    def duties(self) -> tuple[Group, ...]:
        """What the requested side owes."""
        return self.of_kinds("duty")

    @cached_property
    def receivers(self) -> tuple[Line, ...]:
        """Authorities of the requested side that deal with the measure."""
        return ways.receivers(self)

    @cached_property
    def routes(self) -> tuple[Line, ...]:
        """Ways without a treaty and informal ones."""
        return ways.routes(self)

    # -- what is not known

    @cached_property
    def unchecked(self) -> tuple[Norm, ...]:
        """Instruments whose list or scope is too incomplete to say."""
        return gaps.unchecked(self)

    @cached_property
    def not_formalised(self) -> tuple[Line, ...]:
        """Articles of the bases that are not written down as rules."""
        return gaps.not_formalised(self)

    @cached_property
    def doubtful(self) -> int:
        """How many findings are of low confidence."""
        return gaps.doubtful(self)
