# SPDX-License-Identifier: EUPL-1.2
"""A plan in words of one language: what the terminal, the letter and the chart say alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from babel.dates import format_date
from babel.units import format_unit

from comity.advise.routes import routes
from comity.documents.letter import Mark, Words
from comity.draft.papers.values import Values, in_language, long_day
from comity.draft.preparation.clocks import Clock, Length, Unit
from comity.draft.preparation.schedule import Asked, Limit, Planned, Schedule
from comity.model.drafting import Doer
from comity.model.law import Kind, Side
from comity.model.paths import Path
from comity.model.text import Text

_LOCALES = {"en": "en_GB", "az": "az", "ru": "ru", "fr": "fr"}
_UNITS = {Unit.DAYS: "duration-day", Unit.HOURS: "duration-hour", Unit.MONTHS: "duration-month"}
_COLON = {"fr": "\N{NO-BREAK SPACE}: "}
_AUTHORITY = {Doer.CONDUCTING: ("conducting", "requesting"), Doer.SENDER: ("requesting",), Doer.REQUESTED: ("requested",)}


def said(words: Iterable[Words]) -> str:
    """Words as plain text; what is in another language says in which."""
    return "".join(f"<{item.language}: {item.text}>" if item.mark is Mark.TRANSLATE else item.text for item in words)


@dataclass(frozen=True)
class Told:
    """The words of a plan in one language."""

    plan: Schedule
    language: str

    @cached_property
    def values(self) -> Values:
        """The values of the case in the language."""
        scene = self.plan.scene
        return Values.of(scene.case, scene.corpus, scene.drafting, self.language)

    def word(self, name: str, **filled: object) -> str:
        """A word or sentence of the plan, filled in."""
        return self.plan.scene.drafting.word(f"preparation.{name}", self.language).format(**filled)

    def text(self, text: Text) -> str:
        """A text of the data in the language."""
        return text.in_language(self.language)[0]

    def day(self, day: date | None) -> str:
        """A day in short: 24 Nov 2026."""
        return format_date(day, "d MMM y", _LOCALES[self.language]) if day else self.word("unknown")

    def days(self, number: int) -> str:
        """A number of days."""
        return format_unit(number, _UNITS[Unit.DAYS], "long", locale=_LOCALES[self.language])

    @property
    def title(self) -> str:
        """What is planned, between whom."""
        return self.word("title")

    @property
    def measure(self) -> str:
        """The measure by name."""
        return self.measure_named(self.plan.scene.query.measure)

    def measure_named(self, name: str) -> str:
        """A measure by name."""
        return self.text(self.plan.scene.corpus.measures[name].name)

    @property
    def subtitle(self) -> str:
        """The measure, the two sides and the day on which the plan begins."""
        case = self.plan.scene.case
        pair = f"{self.values.actor(case.requesting)} \N{RIGHTWARDS ARROW} {self.values.actor(case.requested)}"
        return f"{self.measure}. {pair}. {self.word('from', day=long_day(self.plan.start, self.language))}"

    @property
    def assumption(self) -> str:
        """That the durations are assumptions, and shorter ones in an urgent case."""
        return self.word("assumption") + (f" {self.word('urgent')}" if self.plan.urgent else "")

    # -- a stage

    def name(self, planned: Planned) -> str:
        """The name of a stage."""
        return self.text(planned.stage.name)

    def named(self, stage: str) -> str:
        """The name of a stage by its id."""
        return next((self.name(item) for item in self.plan.stages if item.stage.id == stage), stage)

    def who(self, planned: Planned) -> str:
        """Who does a stage: the authority that the case names, or the law, else the office in general."""
        doer = planned.stage.who
        for side in _AUTHORITY.get(doer, ()):
            words = self.values.words(Path.parse(f"case.authorities.{side}.name"))
            if words:
                return words[0].text
        return next(self._by_law(doer), self.word(f"who-{doer.value}"))

    def _by_law(self, doer: Doer) -> Iterator[str]:
        """The authority that the law of the basis names on that side."""
        scene = self.plan.scene
        sides = {Doer.SENDER: scene.query.requesting, Doer.REQUESTED: scene.query.requested}
        for demand in scene.demands_of(Kind.AUTHORITY):
            provision = demand.rule.provision
            sends = provision.as_ is Side.REQUESTING
            if doer in sides and demand.rule.by == sides[doer] and sends is (doer is Doer.SENDER) and provision.value.name:
                yield provision.value.name

    def state(self, planned: Planned) -> str:
        """Done, late, or how much room is left."""
        if planned.done:
            return self.word("done")
        slack = planned.times.slack
        if slack is None:
            return self.word("no-limit")
        return self.word("too-late", days=self.days(-slack)) if slack < 0 else self.word("spare", days=self.days(slack))

    def reason(self, planned: Planned) -> str:
        """The limit that governs the latest day of a stage."""
        governing = next((item for item in self.plan.stages if item.stage.id == planned.times.governed_by), planned)
        limits = [limit for limit in governing.limits if limit.day]
        limit = min(limits, key=lambda item: item.day or date.max, default=None)
        return self.limit(limit) if limit else ""

    def first(self) -> Iterator[str]:
        """What comes first: the stages that secure, with what they ask for; then what begins on the first day."""
        for planned in self.plan.first:
            yield self.beside(self.name(planned), self.text(planned.stage.says))
            for asked in planned.asked:
                yield self.asked(asked)
        for planned in self.plan.begin_now:
            latest = planned.times.latest_start
            yield f"{self.name(planned)} ({self.beside(self.word('begin-by'), self.day(latest))})" if latest else self.name(planned)

    def late(self) -> Iterator[str]:
        """What is too late already: for each day that binds, the stages that miss it and by how much."""
        missed: dict[str, list[str]] = {}
        for planned in self.plan.late:
            days = self.days(-(planned.times.slack or 0))
            missed.setdefault(self.reason(planned), []).append(f"{self.name(planned)} ({self.word('too-late', days=days)})")
        for reason, stages in missed.items():
            yield f"{reason}. {', '.join(stages)}"

    def beside(self, label: str, words: str) -> str:
        """A label and what stands beside it, with the colon of the language."""
        return f"{label}{_COLON.get(self.language, ': ')}{words}"

    def asked(self, asked: Asked) -> str:
        """A measure that secures, with what it would cite."""
        name = self.measure_named(asked.measure)
        if not asked.possible:
            return self.word("asked-none", measure=name)
        cited = "; ".join(self.cite(instrument, *articles) for instrument, articles in asked.cited)
        return self.word("asked", measure=name, bases=cited or self.word("own-law"))

    @cached_property
    def english_routes(self) -> frozenset[str]:
        """The informal routes as English says them, to know which have no version in the language."""
        scene = self.plan.scene
        return frozenset(route.says for route in routes(scene.assessment, scene.row, "en"))

    def missing(self, planned: Planned) -> str:
        """What the stage needs and the case does not hold."""
        drafting = self.plan.scene.drafting
        return "; ".join(f"{drafting.label(place, self.language)} ({place})" for place in planned.missing)

    def norms(self, planned: Planned) -> Iterator[Words]:
        """What the law says at a stage, with the article."""
        for demand in planned.norms:
            rule = demand.rule
            words = in_language(rule.provision.says, self.language)
            value = rule.provision.value.name or self._route(rule.provision.value.route)
            said = f"{value}: {words.text}" if value and value not in words.text else words.text
            yield Words(f"{said} ({self.cite(rule.instrument.id, rule.article)})", language=words.language, mark=words.mark)

    def _route(self, route: str) -> str:
        return self.plan.scene.drafting.word(f"channel.{route}", self.language) if route else ""

    # -- limits and clocks

    def limit(self, limit: Limit) -> str:
        """A day that binds, and whence it comes."""
        if limit.clock is None:
            return self.word("in-case", place=self.plan.scene.drafting.label(limit.place, self.language), day=self.day(limit.day))
        if limit.back:
            place = self.plan.scene.drafting.label(limit.place, self.language)
            return self.beside(f"{self.clock(limit.clock)}; {self.word('counted-back', place=place)}", self.day(limit.day))
        return self.beside(self.clock(limit.clock), self.day(limit.day))

    def clock(self, clock: Clock) -> str:
        """A time-limit with its event, article and, where it has a version in the language, its consequence."""
        return "".join(item.text for item in self._clock(clock, then=self.language == "en"))

    def clock_words(self, clock: Clock) -> tuple[Words, ...]:
        """The same with the consequence in any case, marked for translation where it needs one."""
        return self._clock(clock, then=True)

    def _clock(self, clock: Clock, *, then: bool) -> tuple[Words, ...]:
        runs = self.word(f"starts-{clock.starts}", length=self.length(clock.length))
        cited = Words(f" ({self.cite(clock.instrument, clock.article)})")
        follows = (Words(" - "), in_language(Text(clock.then), self.language)) if then and clock.then else ()
        return (Words(runs), *follows, cited)

    def length(self, length: Length) -> str:
        """How long, in days, hours or months."""
        words = format_unit(length.number, _UNITS[length.unit], "long", locale=_LOCALES[self.language])
        return f"{words} ({self.word('working-days')})" if length.counts == "working" else words

    def notes(self, clock: Clock, *, back: bool = False) -> Iterator[str]:
        """What a reader must know about a time-limit: an unknown start, how it is counted, whether it applies at all."""
        if clock.started is None and not back:
            yield self.word("not-known", event=self.word(f"event-{clock.starts}"))
        if clock.length.unit is Unit.HOURS:
            yield self.word("counts-hours")
        elif clock.length.unit is Unit.DAYS:
            yield self.word(f"counts-{clock.length.counts}")
        if clock.extends:
            yield self.word("extends", length=clock.extends)
        if clock.open:
            yield self.word("open")
        if not clock.relied:
            yield self.word("further")

    def cite(self, instrument: str, *articles: str) -> str:
        """An instrument by its short title, with articles."""
        known = self.plan.scene.corpus.by_id.get(instrument)
        title = self.text(known.short) if known and known.short.en else self.text(known.title) if known else instrument
        named = [article for article in articles if any(letter.isalnum() for letter in article)]
        if not named:
            return title
        word = self.plan.scene.drafting.word("letter.articles" if len(named) > 1 else "letter.article", self.language)
        return f"{title}, {word} {', '.join(named)}"
