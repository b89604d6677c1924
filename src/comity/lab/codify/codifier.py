# SPDX-License-Identifier: EUPL-1.2
"""Codifies the law of some instruments: one act, the origin of each clause, and what became of every norm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from comity.corpus.corpus import Corpus
from comity.engine.status import status_report
from comity.lab.codify.act import Act, Became, Clause, Contradiction, Disposition
from comity.lab.codify.build import FRAME, Builder, numbers_of
from comity.lab.codify.norms import Norm, norms_of, sources
from comity.lab.codify.points import Decider
from comity.lab.codify.policy import Chooser, Policy, Rule, read_policy
from comity.lab.codify.sentences import Sentences
from comity.lab.phrases import load_phrases
from comity.lab.wording import Wording
from comity.model.errors import WrongInput
from comity.model.law import Instrument
from comity.model.text import LANGUAGES

DEFAULT_POLICY = Rule.WIDEST.value


def sources_of_state(corpus: Corpus, state: str, on: date) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The ids of a state's own law and of the treaties in force for it that day, and those left out, with the reason."""
    if state not in corpus.by_code:
        raise WrongInput(f"unknown actor {state!r}", where="--state", do="use a code of law/actors, such as XX")
    taken, left = [], []
    for law in corpus.instruments:
        if law.national:
            taken.extend([law.id] if law.of == state else [])
            continue
        if law.id not in corpus.concerned.get(state, frozenset()):
            continue
        report = status_report(corpus, law, on)
        if any(party["actor"] == state for party in report["parties"]):
            taken.append(law.id)
        else:
            unknown = next((item["why"] for item in report["unknown"] if item["actor"] == state), "")
            left.append((law.id, f"whether it is in force is not known: {unknown}" if unknown else "not in force for the state that day"))
    return tuple(taken), tuple(left)


@dataclass(frozen=True, slots=True)
class Setting:
    """For whom, when and in which language an act is made.

    ``state`` is whose act it is; where it is not named, the state whose national law is among the sources. ``left_out`` are instruments
    that were considered and are no source, with the reason. A clause without a version in ``language`` is given in English.
    """

    on: date
    state: str = ""
    language: str = "en"
    left_out: tuple[tuple[str, str], ...] = ()


def codify_state(corpus: Corpus, setting: Setting, policy: str = DEFAULT_POLICY) -> Act:
    """One act from a state's own law and the treaties in force for it."""
    found, left_out = sources_of_state(corpus, setting.state, setting.on)
    return codify(corpus, found, policy, setting=replace(setting, left_out=left_out))


def codify(corpus: Corpus, instruments: Iterable[str], policy: str = DEFAULT_POLICY, *, setting: Setting) -> Act:
    """One act from the named instruments.

    Args:
        corpus: The body of law.
        instruments: Ids of the sources.
        policy: ``widest-cooperation``, ``strongest-safeguard``, ``most-common`` or ``instrument:<id>``.
        setting: For whom, when and in which language.
    """
    language = setting.language
    if language not in LANGUAGES:
        raise WrongInput(f"unknown language {language!r}", where="--lang", do=f"use one of {', '.join(LANGUAGES)}")
    laws = sources(corpus, instruments)
    chosen = _policy(corpus, policy, laws)
    state = setting.state or _owner(laws)
    phrases = load_phrases()
    norms = norms_of(corpus, laws, state, phrases.without_treaty)
    sentences = Sentences(Wording(corpus, phrases, language), Wording(corpus, phrases, "en"))
    decider = Decider(corpus, Chooser(chosen, corpus.by_code.get(state)), norms)
    builder = Builder(decider, sentences, corpus.by_code[state].name if state in corpus.by_code else phrases.words["the-state"])
    act = Act(
        id=f"{state.lower()}-cooperation-act-draft" if state else "cooperation-act-draft",
        title=sentences.word("title"),
        state=state,
        policy=chosen.name,
        on=setting.on,
        language=language,
        sources=tuple(law.id for law in laws),
        parts=builder.parts(),
        left_out=setting.left_out,
    )
    return replace(act, dispositions=tuple(_dispositions(act, norms, builder.left)), contradictions=tuple(_contradictions(act)))


def _policy(corpus: Corpus, name: str, laws: Sequence[Instrument]) -> Policy:
    chosen = read_policy(name, corpus)
    if chosen.instrument and chosen.instrument not in {law.id for law in laws}:
        raise WrongInput(
            f"{chosen.instrument} is none of the sources", where="--policy", do="name one of the instruments that are codified"
        )
    return chosen


def _owner(laws: Sequence[Instrument]) -> str:
    owners = {law.of for law in laws if law.of}
    return owners.pop() if len(owners) == 1 else ""


def _dispositions(act: Act, norms: Iterable[Norm], left: Iterable[tuple[Norm, str, str]]) -> Iterator[Disposition]:
    """What became of each norm; a norm may be kept for one measure and set aside for another."""
    carried = numbers_of(act)
    others: dict[tuple[str, str], dict[str, tuple[set[str], set[str]]]] = {}
    for clause in act.clauses:
        for other in clause.alternatives:
            numbers, measures = others.setdefault(other.key, {}).setdefault(other.why, (set(), set()))
            numbers.add(clause.number)
            measures |= other.measures
    for norm, measure, why in left:
        others.setdefault(norm.key, {}).setdefault(why, (set(), set()))[1].add(measure)
    for norm in norms:
        yield from _of_norm(
            norm, [(clause, origin.how, origin.measures) for clause, origin in carried.get(norm.key, []) if clause.topic not in FRAME]
        )
        for why, (numbers, measures) in others.get(norm.key, {}).items():
            yield _disposition(norm, Became.SET_ASIDE, measures, (tuple(sorted(numbers)), why))
        if norm.aside:
            yield _disposition(norm, Became.SET_ASIDE, norm.rule.measures, ((), norm.aside))


def _of_norm(norm: Norm, carried: Sequence[tuple[Clause, Became, frozenset[str]]]) -> Iterator[Disposition]:
    for how in (Became.KEPT, Became.MERGED):
        clauses = [clause for clause, became, _ in carried if became is how]
        if clauses:
            measures = frozenset(measure for _, became, served in carried if became is how for measure in served)
            yield _disposition(norm, how, measures, (tuple(dict.fromkeys(clause.number for clause in clauses)), clauses[0].why))


def _disposition(norm: Norm, became: Became, measures: Iterable[str], where: tuple[tuple[str, ...], str]) -> Disposition:
    rule = norm.rule
    clauses, why = where
    return Disposition(
        norm.instrument.id, rule.article, rule.id, rule.kind, rule.ground, rule.says.en, became, tuple(sorted(measures)), clauses, why
    )


def _contradictions(act: Act) -> Iterator[Contradiction]:
    for clause in act.clauses:
        if clause.alternatives:
            yield Contradiction(clause.topic, clause.measures, clause.origins, clause.alternatives, clause.why, clause.number)
