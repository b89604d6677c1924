# SPDX-License-Identifier: EUPL-1.2
"""The act as a draft instrument: the national law of its state, for the engine to read; beside the law, never among it."""

from __future__ import annotations

from dataclasses import replace

from comity.corpus.corpus import Corpus
from comity.lab.codify.act import Act, Clause
from comity.lab.codify.build import FRAME
from comity.model.day import Day
from comity.model.errors import WrongInput
from comity.model.law import Confidence, Coverage, CoverageState, Instrument, InstrumentKind, Provision, Reach, Source
from comity.model.text import Text

SOURCE = "act"


def as_draft(act: Act) -> Instrument:
    """The act as a national code of its state, each clause a provision at its number, in force from the day of the draft."""
    if not act.state:
        raise WrongInput("an act of no state cannot be its law", where="--state", do="name the state whose act it is")
    day = Day(act.on, act.on)
    return Instrument(
        id=act.id,
        title=Text(f"{act.title} (draft)"),
        short=Text("Draft act"),
        kind=InstrumentKind.CODE,
        sources=(
            Source(
                SOURCE, f"draft made by Comity from {len(act.sources)} instruments under the policy {act.policy}", "", act.on.isoformat()
            ),
        ),
        of=act.state,
        adopted=day,
        in_force=day,
        note="A draft, no law.",
        coverage=tuple(Coverage(article.number, CoverageState.FORMALISED, article.heading) for article in act.articles),
        provisions=tuple(_provision(clause) for clause in act.clauses if clause.topic not in FRAME),
    )


def beside(corpus: Corpus, draft: Instrument) -> Corpus:
    """Another corpus, in which the draft stands beside the law."""
    kept = tuple(law for law in corpus.instruments if law.id != draft.id)
    return replace(corpus, instruments=tuple(sorted((*kept, draft), key=lambda law: law.id)))


def instead(corpus: Corpus, act: Act) -> Corpus:
    """Another corpus, in which the draft stands in place of the national sources of the act that are no constitution and no practice."""
    replaced = {InstrumentKind.CODE, InstrumentKind.STATUTE, InstrumentKind.DECREE}
    kept = tuple(law for law in corpus.instruments if not (law.id in act.sources and law.of == act.state and law.kind in replaced))
    return beside(replace(corpus, instruments=kept), as_draft(act))


def provision_id(clause: Clause) -> str:
    """The id of the provision of a clause."""
    return f"art-{clause.number.replace('.', '-')}"


def _provision(clause: Clause) -> Provision:
    says = clause.text if clause.language == "en" else clause.says.en
    return Provision(
        id=provision_id(clause),
        article=clause.number,
        kind=clause.kind,
        says=Text(says),
        source=SOURCE,
        confidence=Confidence(clause.confidence),
        when=clause.when,
        measures=frozenset(clause.measures),
        ground=clause.ground,
        forms=clause.forms,
        reach=Reach.ALL if clause.binds_all else Reach.OWN,
        appreciation=clause.appreciation,
        as_=clause.side,
        fact=clause.fact,
        to=clause.to,
        value=clause.value,
    )
