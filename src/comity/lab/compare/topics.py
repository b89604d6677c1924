# SPDX-License-Identifier: EUPL-1.2
"""Topics, their weights, and what a rule says on which subject.

A rule speaks on a *subject* (a ground, a field of the request, a route ...) and takes a *stand* there, under a condition. Two rules in
different form that do the same have the same stand: a requirement is a ground to refuse where it fails.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from comity.corpus.corpus import Corpus
from comity.lab.compare.conditions import opposite
from comity.model.expression import Expression
from comity.model.law import GROUNDS, Kind, Provision, Role, Side, Value


class Topic(StrEnum):
    """Topics in the order of a report."""

    MEASURES = "measures"
    GROUNDS = "grounds"
    THRESHOLDS = "thresholds"
    SAFEGUARDS = "safeguards"
    USE_LIMITS = "use limits"
    CONTENT = "content"
    FORM = "form"
    LANGUAGE = "language"
    CHANNEL = "channel"
    CLOCKS = "clocks"
    COSTS = "costs"
    DUTIES = "duties"
    RELATIONS = "relations"
    STATEMENTS = "statements"
    TREATIES = "treaties"


WEIGHTS = {
    **dict.fromkeys(Topic, 1),
    Topic.MEASURES: 3,
    Topic.GROUNDS: 3,
    Topic.THRESHOLDS: 3,
    Topic.SAFEGUARDS: 2,
    Topic.USE_LIMITS: 2,
}
WEIGHING = (
    "What decides whether help is given (measures, grounds, thresholds) counts three times, what protects the person (safeguards, use "
    "limits) twice, all else once; a point on which both speak and differ counts half of a point on which only one speaks."
)
SIZES = frozenset({"penalty-threshold", "proportionality"})  # topics of grounds that are thresholds
_TOPICS = {
    Kind.BASIS: Topic.MEASURES,
    Kind.CONTENT: Topic.CONTENT,
    Kind.FORMALITY: Topic.FORM,
    Kind.CHANNEL: Topic.CHANNEL,
    Kind.AUTHORITY: Topic.CHANNEL,
    Kind.LANGUAGE: Topic.LANGUAGE,
    Kind.CLOCK: Topic.CLOCKS,
    Kind.RIGHT: Topic.SAFEGUARDS,
    Kind.ASSURANCE: Topic.SAFEGUARDS,
    Kind.USE_LIMIT: Topic.USE_LIMITS,
    Kind.COST: Topic.COSTS,
    Kind.DUTY: Topic.DUTIES,
    Kind.RELATION: Topic.RELATIONS,
}

# Fields of a request that stand for several, or that texts call by different names.
_FIELDS: dict[str, tuple[str, ...]] = {
    "arrest-warrant": ("warrant",),
    "arrest-warrant-or-judgment": ("warrant", "judgment"),
    "authorities": ("requesting-authority", "addressee"),
    "authorities-and-case": ("requesting-authority", "addressee", "case"),
    "authority-contact": ("requesting-authority",),
    "case-reference": ("case",),
    "certified-decision": ("judgment",),
    "charges-and-law": ("legal-qualification", "law-text"),
    "consent-declaration": ("consent",),
    "consent-of-person": ("consent",),
    "description-and-warrant": ("person-identity", "warrant", "judgment"),
    "facts-and-law": ("facts", "law-text"),
    "facts-and-qualification": ("facts", "legal-qualification"),
    "facts-and-text-of-law": ("facts", "law-text"),
    "facts-and-use": ("facts",),
    "facts-for-domestic-order": ("facts",),
    "facts-law-and-penalty": ("facts", "law-text"),
    "facts-qualification-and-damage": ("facts", "legal-qualification"),
    "facts-qualification-and-law-text": ("facts", "legal-qualification", "law-text"),
    "facts-qualification-law-and-damage": ("facts", "legal-qualification", "law-text"),
    "facts-relied-on": ("facts",),
    "facts-time-and-place": ("facts",),
    "facts-time-place-and-law": ("facts", "law-text"),
    "facts-time-place-and-part": ("facts",),
    "facts-time-place-and-qualification": ("facts", "legal-qualification"),
    "final-judgment-and-law": ("judgment", "law-text"),
    "identity": ("person-identity",),
    "identity-markers": ("person-identity",),
    "judgment-and-law": ("judgment", "law-text"),
    "judgment-and-remaining-term": ("judgment", "sentence-served"),
    "judgment-law-and-time-served": ("judgment", "law-text", "sentence-served"),
    "law-applied": ("law-text",),
    "law-text-and-limitation": ("law-text",),
    "legal-texts": ("law-text",),
    "object": ("object-of-request",),
    "object-and-reason": ("object-of-request", "reason"),
    "offence-and-facts": ("offence", "facts"),
    "person": ("person-identity",),
    "person-and-residence": ("person-identity",),
    "person-description": ("person-identity",),
    "person-identity-and-citizenship-proof": ("person-identity",),
    "person-identity-and-description": ("person-identity",),
    "person-identity-and-residence": ("person-identity",),
    "person-name-and-birth": ("person-identity",),
    "person-sought": ("person-identity",),
    "persons": ("person-identity",),
    "persons-data": ("person-identity",),
    "persons-details": ("person-identity",),
    "proceedings": ("case",),
    "purpose-and-grounds": ("reason",),
    "qualification": ("legal-qualification",),
    "qualification-and-penalty": ("legal-qualification", "penalty"),
    "reasons-for-transfer": ("reason",),
    "requested-authority": ("addressee",),
    "requesting-and-conducting-authority": ("requesting-authority", "case"),
    "stage-reached": ("case",),
    "suspect-and-victims": ("person-identity",),
    "suspect-data": ("person-identity",),
    "time-served": ("sentence-served",),
    "warrant-and-arrest-application": ("warrant",),
    "warrant-and-request-to-follow": ("warrant", "extradition-intended"),
    "warrant-exists": ("warrant",),
    "warrant-or-judgment": ("warrant", "judgment"),
}


@dataclass(frozen=True, slots=True)
class Stand:
    """What a rule says on one subject: in which sense, and where. A subject that no field names is empty: it is found by its words."""

    topic: Topic
    subject: str
    sense: str
    when: Expression


def stands(rule: Provision, corpus: Corpus, measure: str) -> tuple[Stand, ...]:
    """What a rule says, on each of its subjects."""
    asking = " (when it asks)" if rule.as_ is Side.REQUESTING else ""
    if rule.kind in GROUNDS or (rule.kind is Kind.DUTY and rule.ground):
        return (_ground(rule, corpus, asking),)
    if rule.kind is Kind.DEEMS:
        sense = "deemed so" if rule.to else "deemed not so"
        return (Stand(Topic.GROUNDS, f"deemed: {rule.fact}", sense, rule.when),)
    if rule.kind is Kind.BASIS:
        sense = "may be asked for" if rule.role is Role.PRIMARY else f"may be asked for ({rule.role.value})"
        return (Stand(Topic.MEASURES, f"{corpus.measures[measure].name.en}{asking}", sense, rule.when),)
    if rule.kind is Kind.CONTENT:
        return tuple(Stand(Topic.CONTENT, _words(f) + asking, "is stated", rule.when) for f in _fields(rule.value.field))
    subject, sense = _set(rule)
    topic = _TOPICS[rule.kind]
    subject = subject or (_name(corpus, rule.ground) if rule.ground else "")
    return (Stand(topic, subject + asking if subject else "", sense, rule.when),)


def _ground(rule: Provision, corpus: Corpus, asking: str) -> Stand:
    topic = Topic.THRESHOLDS if corpus.grounds[rule.ground].topic in SIZES else Topic.GROUNDS
    name = _name(corpus, rule.ground) + asking
    if rule.kind is Kind.DUTY:
        return Stand(topic, name, "no reason to refuse", rule.when)
    if rule.kind is Kind.REQUIRE:
        return Stand(topic, name, _sense(rule, "help is refused"), opposite(rule.when))
    senses = {Kind.MUST_REFUSE: "help is refused", Kind.MAY_REFUSE: "help may be refused", Kind.MAY_POSTPONE: "help may be postponed"}
    return Stand(topic, name, _sense(rule, senses[rule.kind]), rule.when)


def _sense(rule: Provision, sense: str) -> str:
    if rule.optional_by_statement:
        return f"{sense}, if a statement chose so"
    return f"{sense}, by appreciation" if rule.appreciation else sense


def _set(rule: Provision) -> tuple[str, str]:
    """Subject and sense of a rule that sets a value; an empty subject where it sets none."""
    value = rule.value
    if rule.kind is Kind.CHANNEL and value.route:
        return "the way of the request", f"by way of: {_words(value.route)}"
    if rule.kind is Kind.AUTHORITY and value.name:
        return "the authority", value.name
    if rule.kind is Kind.LANGUAGE and (value.languages or value.translation):
        spoken = f"in {', '.join(value.languages)}" if value.languages else "languages left open"
        return "the language of the request", f"{spoken}; translation {_words(value.translation) or 'not spoken of'}"
    if rule.kind is Kind.CLOCK and value.starts:
        return f"time from {value.starts}", period(value)
    return "", "applies"


def period(value: Value) -> str:
    """The length of a clock in words."""
    named = (("hours", value.hours), ("days", value.days), ("months", value.months))
    length = " and ".join(f"{number} {unit if number != '1' else unit[:-1]}" for unit, number in named if number)
    counted = f" ({value.counts})" if value.counts and value.counts != "unsaid" else ""
    return f"{length}{counted}"


def _fields(field: str) -> tuple[str, ...]:
    return _FIELDS.get(field, (field,))


def _name(corpus: Corpus, ground: str) -> str:
    return corpus.grounds[ground].name.en.lower()


def _words(word: str) -> str:
    return word.replace("-", " ")
