# SPDX-License-Identifier: EUPL-1.2
"""Codifies the law of some instruments: one act, the origin of each clause, and what became of every norm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from comity.corpus.corpus import Corpus
from comity.engine.status import status_report
from comity.lab.codify.act import Act, Became, Clause, Contradiction, Disposition
from comity.lab.codify.build import FRAME, Builder, numbers_of
from comity.lab.codify.norms import Norm, norms_of, sources
from comity.lab.codify.points import Decider
from comity.lab.codify.policy import Chooser, Policy, read_policy
from comity.lab.codify.sentences import Sentences
from comity.lab.phrases import Phrases, load_phrases
from comity.lab.wording import Wording
from comity.model.errors import WrongInput
from comity.model.text import LANGUAGES

DEFAULT_POLICY = "most-common"


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


def codify(
    corpus: Corpus,
    instruments: Iterable[str],
    policy: str = DEFAULT_POLICY,
    *,
    state: str = "",
    on: date,
    language: str = "en",
    phrases: Phrases | None = None,
    left_out: tuple[tuple[str, str], ...] = (),
) -> Act:
    """One act from the named instruments under a stated policy.

    Args:
        corpus: The body of law.
        instruments: Ids of the sources.
        policy: ``widest-cooperation``, ``strongest-safeguard``, ``most-common`` or ``instrument:<id>``.
        state: Whose act it is; where it is not named, the state whose national law is among the sources.
        on: The day of the draft.
        language: Of the text; a clause without a version in it is given in English.
        phrases: In which the act is worded; those of the body of law by default.
        left_out: Instruments that were considered and are no source, with the reason.
    """
    if language not in LANGUAGES:
        raise WrongInput(f"unknown language {language!r}", where="--lang", do=f"use one of {', '.join(LANGUAGES)}")
    laws = sources(corpus, instruments)
    chosen = read_policy(policy, corpus)
    if chosen.instrument and chosen.instrument not in {law.id for law in laws}:
        raise WrongInput(f"{chosen.instrument} is none of the sources", where="--policy", do="name one of the instruments that are codified")
    owner = state or _owner(laws)
    norms = norms_of(corpus, laws, owner)
    said = phrases or load_phrases()
    sentences = Sentences(Wording(corpus, said, language), Wording(corpus, said, "en"))
    decider = Decider(corpus, Chooser(chosen, corpus.by_code.get(owner)), norms)
    name = corpus.by_code[owner].name.in_language(language)[0] if owner in corpus.by_code else ""
    builder = Builder(decider, sentences, name)
    act = Act(
        id=f"{owner.lower()}-cooperation-act-draft" if owner else "cooperation-act-draft",
        title=sentences.word("title"),
        state=owner,
        policy=chosen.name,
        on=on,
        language=language,
        sources=tuple(law.id for law in laws),
        parts=builder.parts(),
        left_out=left_out,
    )
    return replace(
        act,
        dispositions=tuple(_dispositions(act, norms, builder.left)),
        contradictions=tuple(_contradictions(act)),
    )


def _owner(laws: Sequence[object]) -> str:
    owners = {law.of for law in laws if law.of}  # type: ignore[attr-defined]
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
        yield from _of_norm(norm, [(clause, origin.how, origin.measures) for clause, origin in carried.get(norm.key, []) if clause.topic not in FRAME])
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
