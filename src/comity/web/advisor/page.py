# SPDX-License-Identifier: EUPL-1.2
"""An answer arranged for a reader: first what matters, each line with its norm, source, day and confidence. Pure: values in, values out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from comity.corpus.corpus import Corpus
from comity.model.actors import Authority
from comity.model.answer import Answer, Basis, Citation, Finding, SideForce
from comity.model.drafting import Drafting
from comity.model.law import Content, CoverageState, Instrument, Kind, Value
from comity.model.said import Speaker, joined, mapped, remark
from comity.web.advisor import words
from comity.web.advisor.names import Names

REFUSALS = ("must-refuse", "may-refuse", "may-postpone", "conflict")
STATES = ("yes", "unknown", "no")  # of a ground: triggered, open, cleared
WORKING = ("authority", "channel", "language", "clock")
DEMANDS = ("content", "formality", "assurance", "use-limit", "cost")
LEVELS = ("high", "medium", "low")
RECEIPT = "receipt"
WORKING_DAYS = "working"

Link = Callable[[str], str]
"""The address of an instrument in the law browser; nothing where there is none."""


class Norm(NamedTuple):
    """An article as a reader sees it."""

    title: str
    article: str
    id: str
    url: str


class Proof(NamedTuple):
    """What a line rests on."""

    source: str
    day: str
    confidence: str
    level: str
    notes: tuple[str, ...] = ()


class Line(NamedTuple):
    """One statement with its norms and its proof; ``until`` is a day that follows from it."""

    says: str
    lang: str
    state: str
    norms: tuple[Norm, ...]
    proof: Proof | None = None
    by: str = ""
    missing: tuple[str, ...] = ()
    until: str = ""
    kind: str = ""
    mandatory: bool = False
    note: str = ""


class Group(NamedTuple):
    """Lines under a heading; ``kind`` says whether a ground is mandatory, optional or postpones."""

    title: str
    kind: str
    lines: tuple[Line, ...]
    note: str = ""


class Side(NamedTuple):
    """Force on one side."""

    name: str
    truth: str
    since: str
    source: str
    says: str
    confidence: str


class BasisCard(NamedTuple):
    """A basis as a reader sees it."""

    rank: int
    norm: Norm
    title: str
    articles: tuple[str, ...]
    together: tuple[Norm, ...]
    role: str
    outcome: str
    state: str
    closed: bool
    why: str
    sides: tuple[Side, ...]
    missing: tuple[str, ...]


class Step(NamedTuple):
    """Something to do next: a heading and lines."""

    key: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """The answer for one reader."""

    answer: Answer
    names: Names
    drafting: Drafting
    link: Link

    @property
    def corpus(self) -> Corpus:
        """The body of law."""
        return self.names.corpus

    @property
    def lang(self) -> str:
        """The reader's language."""
        return self.answer.lang

    @cached_property
    def speaker(self) -> Speaker:
        """Who says sentences in that language."""
        return Speaker(self.corpus.phrases, self.lang)

    @cached_property
    def requesting(self) -> str:
        """The side that asks."""
        return self.names.bare_actor(str(self.answer.query["requesting"]), self.lang)

    @cached_property
    def requested(self) -> str:
        """The side that is asked."""
        return self.names.bare_actor(str(self.answer.query["requested"]), self.lang)

    @cached_property
    def measure(self) -> str:
        """What is asked for."""
        return self.corpus.measures[str(self.answer.query["measure"])].name.in_language(self.lang)[0]

    @cached_property
    def day(self) -> date:
        """The day on which the request is received."""
        return date.fromisoformat(str(self.answer.query["on"]))

    @cached_property
    def offence(self) -> str:
        """The offence, by its name or as it was typed."""
        given = self.answer.query.get("offence")
        told = given if isinstance(given, dict) else {}
        return self.names.offence_name(str(told.get("name") or told.get("iccs") or ""), self.lang)

    # -- the verdict

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
        return {"available": "for", "barred": "against", "no-basis": "against"}.get(self.answer.verdict, "open")

    # -- next steps

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """What to do next, as far as the body of law knows."""
        plan = self.answer.plan
        found = []
        for key in words.STEPS:
            value = getattr(plan, key)
            lines = value if isinstance(value, tuple) else tuple(part for part in _apart(value) if part)
            if lines:
                found.append(Step(key, words.of(words.STEPS, key), tuple(self.named(line) for line in lines)))
        return tuple(found)

    @property
    def first_steps(self) -> tuple[Step, ...]:
        """Those that are for today."""
        return tuple(step for step in self.steps if step.key in ("cite", "sender", "urgent", "offer", "if_refused", "alerts"))

    @property
    def further_steps(self) -> tuple[Step, ...]:
        """The others."""
        return tuple(step for step in self.steps if step not in self.first_steps)

    # -- bases

    @cached_property
    def bases(self) -> tuple[BasisCard, ...]:
        """Those that carry or may carry, by rank."""
        return tuple(self._basis(basis) for basis in self.answer.bases if basis.outcome != "no")

    @cached_property
    def no_bases(self) -> tuple[BasisCard, ...]:
        """Those that do not, with the reason."""
        return tuple(self._basis(basis) for basis in self.answer.bases if basis.outcome == "no")

    def _basis(self, basis: Basis) -> BasisCard:
        return BasisCard(
            rank=basis.rank,
            norm=self.norm(basis.instrument),
            title=basis.title,
            articles=basis.articles,
            together=tuple(self.norm(id_) for id_ in basis.with_),
            role=words.of(words.ROLES, basis.role),
            outcome=words.of(words.OUTCOMES, basis.outcome),
            state={"yes": "for", "no": "against"}.get(basis.outcome, "open"),
            closed=basis.closed,
            why=self.named(basis.why),
            sides=(_side(self.requesting, basis.force.requesting), _side(self.requested, basis.force.requested)),
            missing=self.asks(basis.missing),
        )

    # -- conditions and grounds

    @cached_property
    def conditions(self) -> tuple[Line, ...]:
        """Conditions of the bases: not met first, then open, then met."""
        found = [self._line(f) for f in self.answer.findings if f.kind == "require" and f.basis]
        return tuple(sorted(_merged(found), key=lambda line: ("no", "unknown", "yes").index(line.state)))

    @cached_property
    def _grounds(self) -> dict[str, tuple[Group, ...]]:
        sorted_out: dict[str, dict[tuple[str, str], list[Line]]] = {state: {} for state in STATES}
        for finding in self.answer.findings:
            if finding.kind in REFUSALS:
                sorted_out[finding.outcome].setdefault((finding.kind, finding.ground), []).append(self._line(finding))
        return {state: self._groups(groups) for state, groups in sorted_out.items()}

    def _groups(self, groups: dict[tuple[str, str], list[Line]]) -> tuple[Group, ...]:
        ordered = sorted(groups.items(), key=lambda item: (REFUSALS.index(item[0][0]), item[0][1]))
        return tuple(Group(self.ground(ground), kind, _merged(lines), words.of(words.REFUSALS, kind)) for (kind, ground), lines in ordered)

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
    def rights(self) -> tuple[Group, ...]:
        """The rights of the person: what norms grant, and the grounds that protect, as they stand."""
        granted = _merged(self._line(f) for f in self.answer.findings if f.kind == "right" and f.outcome != "no")
        found = [Group(words.of(words.KINDS, "right"), "right", granted)] if granted else []
        protecting = [f for f in self.answer.findings if f.kind in REFUSALS and f.ground in self._protecting]
        by_ground: dict[str, list[Line]] = {}
        for finding in sorted(protecting, key=lambda f: STATES.index(f.outcome)):
            by_ground.setdefault(finding.ground, []).append(self._line(finding))
        found += [Group(self.ground(ground), "protects", _merged(lines)) for ground, lines in by_ground.items()]
        return tuple(found)

    @cached_property
    def _protecting(self) -> frozenset[str]:
        return frozenset(ground.id for ground in self.corpus.vocabulary.grounds if ground.protects)

    # -- how it is done

    @cached_property
    def working(self) -> tuple[Group, ...]:
        """Authorities, channel, language and time limits."""
        return self._by_kind(WORKING)

    @cached_property
    def duties(self) -> tuple[Group, ...]:
        """What the requested side owes."""
        return self._by_kind(("duty",))

    def _by_kind(self, kinds: Sequence[str]) -> tuple[Group, ...]:
        found = []
        for kind in kinds:
            lines = _merged(self._line(f) for f in self.answer.findings if f.kind == kind and f.outcome != "no")
            if lines:
                found.append(Group(words.of(words.KINDS, kind), kind, lines))
        return tuple(found)

    @cached_property
    def demands(self) -> tuple[Group, ...]:
        """What the request must hold over all bases that count."""
        found = []
        for kind in DEMANDS:
            lines = tuple(
                Line(
                    item.says,
                    self.lang,
                    "yes",
                    tuple(self.norm(c.instrument, c.article) for c in item.from_),
                    self._proof_of(kind, item.from_),
                )
                for item in self.answer.combined
                if item.kind == kind
            )
            if lines:
                found.append(Group(words.of(words.KINDS, kind), kind, lines))
        return tuple(found)

    def _proof_of(self, kind: str, places: Sequence[Citation]) -> Proof | None:
        """What the norms of a common line rest on: every source, the earliest day, the lowest confidence."""
        found = [item for place in places for item in self._at.get((kind, place.instrument, place.article), ())]
        if not found:
            return None
        sources = self.speaker.say(joined("; ", dict.fromkeys(item.source for item in found)))
        lowest = max((item.confidence for item in found), key=LEVELS.index)
        notes = tuple(dict.fromkeys(note for item in found for note in item.notes))
        return self._proof(sources, min(item.as_of for item in found), lowest, notes)

    @cached_property
    def _at(self) -> dict[tuple[str, str, str], list[Finding]]:
        found: dict[tuple[str, str, str], list[Finding]] = {}
        for item in self.answer.findings:
            found.setdefault((item.kind, item.instrument, item.article), []).append(item)
        return found

    @cached_property
    def receivers(self) -> tuple[Line, ...]:
        """Authorities of the requested side that deal with the measure."""
        actor = self.corpus.by_code.get(str(self.answer.query["requested"]))
        measure = str(self.answer.query["measure"])
        return tuple(self._receiver(item) for item in (actor.authorities if actor else ()) if not item.measures or measure in item.measures)

    def _receiver(self, authority: Authority) -> Line:
        name, lang = authority.name.in_language(self.lang)
        proof = self._proof(
            self._source_of_actor(authority.source), authority.confirmed or self.answer.corpus.as_of, authority.confidence.value
        )
        return Line(name, lang, "yes", (), proof, note=self.say(authority.role))

    def _source_of_actor(self, source: str) -> str:
        actor = self.corpus.by_code[str(self.answer.query["requested"])]
        return self.say(next((item.words for item in actor.sources if item.id == source), source))

    @cached_property
    def routes(self) -> tuple[Line, ...]:
        """Ways without a treaty and informal ones."""
        return tuple(
            Line(
                route.says,
                self.lang,
                route.evidence,
                (self.norm(route.instrument, route.article),) if route.instrument else (),
                self._proof(route.source, "", route.confidence) if route.source else None,
                kind=words.of(words.ROUTES, route.kind),
                note=words.of(words.EVIDENCE, route.evidence),
            )
            for route in self.answer.routes
        )

    @cached_property
    def discretion(self) -> tuple[Line, ...]:
        """What the other side may use or leave."""
        return tuple(
            Line(item.says, self.lang, item.outcome, (self.norm(item.instrument, item.article),), kind=self.ground(item.ground))
            for item in self.answer.discretion
        )

    # -- what is not known

    @cached_property
    def unchecked(self) -> tuple[Norm, ...]:
        """Instruments whose list or scope is too incomplete to say."""
        return tuple(self.norm(id_) for id_ in self.answer.unchecked)

    @cached_property
    def not_formalised(self) -> tuple[Line, ...]:
        """Articles of the bases that are not written down as rules."""
        found = []
        for basis in self.answer.bases:
            if basis.outcome == "no":
                continue
            law = self.corpus.by_id[basis.instrument]
            if law.content is Content.BASIS_ONLY:
                found.append(
                    Line(_("Only that it is a basis is written down, not what it demands"), self.lang, "unknown", (self.norm(law.id),))
                )
            found += self._gaps(law)
        return tuple(found)

    def _gaps(self, law: Instrument) -> Iterable[Line]:
        for item in law.coverage:
            if item.state is CoverageState.NOT_FORMALISED:
                says = self.say(item.title) or _("this article")
                yield Line(says, self.lang, "unknown", (self.norm(law.id, item.article),), note=self.say(item.why))

    @cached_property
    def doubtful(self) -> int:
        """How many findings are of low confidence."""
        return sum(finding.confidence == "low" for finding in self.answer.findings)

    @property
    def assurances(self) -> tuple[str, ...]:
        """What the other side may demand."""
        return tuple(self.named(self._assurance(says)) for says in self.answer.conditions)

    def _assurance(self, says: str) -> str:
        """A condition that begins with the fact on which it hangs, with the name of the assurance instead."""
        fact = says.partition(":")[0].strip()
        return mapped(says, lambda part: part.replace(fact, self.drafting.word(fact, self.lang), 1)) if fact in self.corpus.facts else says

    # -- pieces

    def say(self, words_: str) -> str:
        """A remark that the body of law has in English, in the reader's language or marked as English."""
        return self.speaker.say(remark(words_))

    def named(self, words_: str) -> str:
        """A sentence in which instruments stand by their id, with their names instead."""
        query = self.answer.query
        return self.names.named(words_, self.lang, (str(query["requesting"]), str(query["requested"])))

    def norm(self, id_: str, article: str = "") -> Norm:
        """An article of an instrument as a reader sees it."""
        law = self.corpus.by_id.get(id_)
        return Norm(law.short.in_language(self.lang)[0] if law else id_, article, id_, self.link(id_) if law else "")

    def ground(self, id_: str) -> str:
        """The name of a ground."""
        ground = self.corpus.grounds.get(id_)
        return ground.name.in_language(self.lang)[0] if ground else id_

    def asks(self, facts: Iterable[str]) -> tuple[str, ...]:
        """What missing facts ask."""
        specs = self.corpus.facts
        return tuple(specs[name].asks.in_language(self.lang)[0] for name in facts if name in specs)

    def _line(self, finding: Finding) -> Line:
        norms = [self.norm(finding.instrument, finding.article)] if finding.instrument else []
        if finding.against is not None:
            norms.append(self.norm(finding.against.instrument, finding.against.article))
        return Line(
            finding.says,
            finding.lang,
            finding.outcome,
            tuple(norms),
            self._proof(finding.source, finding.as_of, finding.confidence, finding.notes),
            by=self.names.bare_actor(finding.by, self.lang),
            missing=self.asks(finding.missing),
            until=self._until(finding) if finding.kind == "clock" else "",
            kind=finding.kind,
            mandatory=finding.mandatory,
            note=_("%(number)s readings by courts") % {"number": len(finding.readings)} if finding.readings else "",
        )

    def _proof(self, source: str, day: str, confidence: str, notes: tuple[str, ...] = ()) -> Proof:
        return Proof(source, day, words.of(words.CONFIDENCE, confidence), confidence, notes)

    def _until(self, finding: Finding) -> str:
        """The day on which a time limit ends that runs from the receipt of the request."""
        law = self.corpus.by_id[finding.instrument]
        for rule in law.provisions:
            if rule.kind is Kind.CLOCK and rule.article == finding.article and rule.says.in_language(self.lang)[0] == finding.says:
                return _end(rule.value, self.day)
        return ""


def _end(value: Value, day: date) -> str:
    if value.starts != RECEIPT or not value.days.isdigit() or value.counts == WORKING_DAYS:
        return ""
    return (day + timedelta(days=int(value.days))).isoformat()


def _apart(words_: str) -> Iterable[str]:
    """Sentences that stand joined by semicolons; one within brackets does not part."""
    depth, begun = 0, 0
    for place, letter in enumerate(words_):
        depth += (letter == "(") - (letter == ")")
        if letter == ";" and depth == 0:
            yield words_[begun:place].strip()
            begun = place + 1
    yield words_[begun:].strip()


def _side(name: str, force: SideForce) -> Side:
    return Side(name, force.truth, force.since or "", force.source, force.says, words.of(words.CONFIDENCE, force.confidence))


def _merged(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Each line once: a norm that reaches several bases is one line."""
    return tuple(dict.fromkeys(lines))
