# SPDX-License-Identifier: EUPL-1.2
"""The register of readings and the programmes of the real law: no invented certainty, cases covered, effect where it is known to be."""

from __future__ import annotations

import pytest

from comity.corpus.corpus import Corpus
from comity.corpus.load import load
from comity.model.interpretations import divergences
from comity.model.law import Confidence
from comity.model.programmes import StepKind

WORDS = 240


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load()


def test_every_question_has_a_reading_and_every_divergence_two_cases(corpus: Corpus) -> None:
    asked = {item.question for item in corpus.readings.interpretations}
    assert [question.id for question in corpus.readings.questions if question.id not in asked] == []
    found = divergences(corpus.readings)
    assert len(found) >= 10
    assert all(len({item.id for _, items in split.answers for item in items}) > 1 for split in found)


def test_a_proposed_reading_is_one_of_the_answers_or_says_why_not(corpus: Corpus) -> None:
    for question in corpus.readings.questions:
        if question.proposed is not None:
            assert question.proposed.reasons, question.id


def test_readings_are_short_and_in_our_words(corpus: Corpus) -> None:
    assert [item.id for item in corpus.readings.interpretations if len(item.reads.en) > WORDS] == []


def test_sources_are_named_and_memory_is_never_sure(corpus: Corpus) -> None:
    words = dict(corpus.readings.sources)
    for item in corpus.readings.interpretations:
        assert item.source in words
        assert item.confidence is not Confidence.HIGH or "memory" not in words[item.source]


def test_the_programmes_of_the_article_and_one_forward(corpus: Corpus) -> None:
    spans = {(p.state, p.since.year, p.until.year) for p in corpus.programmes}
    assert {("AZ", 2004, 2006), ("AZ", 2007, 2011)} <= spans
    assert any(p.until.isoformat() > corpus.as_of for p in corpus.programmes)
    assert all(step.reason for p in corpus.programmes for step in p.steps)


def test_what_a_step_says_was_done_agrees_with_the_status(corpus: Corpus) -> None:
    """A ratification that a programme calls done has the day of the status list."""
    for programme in corpus.programmes:
        for step in programme.steps:
            if step.kind is StepKind.RATIFY and step.done is not None and step.done.on.exact is not None:
                row = next(row for row in corpus.by_id[step.instrument].rows if row.actor == programme.state)
                assert row.consent is not None
                assert row.consent.exact == step.done.on.exact, step.id
