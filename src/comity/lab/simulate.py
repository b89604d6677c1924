# SPDX-License-Identifier: EUPL-1.2
"""What reforms would change: before and after, of every measure that they touch, for every pair of those who act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date

from comity.corpus.corpus import Corpus
from comity.lab.compare_views import compared, total
from comity.lab.effects import Effect, Measured, view
from comity.lab.field import Strips, classes_of, touched
from comity.lab.reform import Bring, Reform, differing
from comity.lab.sweep import Law, reformed, spread, world_of
from comity.lab.weights import EQUAL, Weights
from comity.lab.world import World

Progress = Callable[[str], None]
_Days = tuple[date, date]


@dataclass(frozen=True)
class Question:
    """What is asked: the reforms, the days compared, the measures and offences looked at, and what matters."""

    reforms: tuple[Reform, ...]
    before: date
    after: date
    states: tuple[str, ...]
    measures: tuple[str, ...]
    offences: tuple[str, ...]
    weights: Weights = EQUAL
    instruments: tuple[str, ...] = ()  # those compared without a reform: a replay
    among: bool = False

    @property
    def days(self) -> _Days:
        """The two days."""
        return self.before, self.after


@dataclass(frozen=True)
class Task:
    """One measure of a question."""

    law: Law
    question: Question
    measure: str


def question_of(
    corpus: Corpus, reforms: Sequence[Reform], on: date, *, measures: Sequence[str] = (), offences: Sequence[str] = ()
) -> Question:
    """The question what reforms change on a day: all measures and all classes of offence where none are named."""
    return Question(
        tuple(reforms),
        on,
        on,
        concerned(corpus, reforms),
        tuple(measures) or tuple(measure.id for measure in corpus.vocabulary.measures),
        tuple(offences) or tuple(offence.id for offence in corpus.vocabulary.offences),
    )


def concerned(corpus: Corpus, reforms: Iterable[Reform]) -> tuple[str, ...]:
    """Everybody whose relations with all others may change: who acts, with its territories; for a draft all whom it lists."""
    found: set[str] = set()
    for reform in reforms:
        found.add(reform.state)
        if isinstance(reform, Bring):
            found |= {row.actor for row in reform.draft.rows}
    found |= {actor.code for actor in corpus.actors if actor.of in found}
    return tuple(sorted(found & set(corpus.by_code)))


def measure_effect(task: Task) -> Effect | None:
    """What changes in one measure; None where the reforms do not touch its law."""
    asked = task.question
    before = world_of(task.law)
    after = reformed(task.law, asked.reforms) if asked.reforms else before
    instruments = asked.instruments or differing(before.corpus, after.corpus)
    plan = before.plan(task.measure)
    if not touched(task.measure, plan, before.corpus, after.corpus, instruments):
        return None
    classes = classes_of(before.corpus, (plan, after.plan(task.measure)), asked.offences)
    worlds: tuple[World, World] = (before, after)
    strips = [Strips.of(world, asked.states, among=asked.among) for world in worlds]
    measured = [Measured(task.measure, classes, day) for day in asked.days]
    views = view(before, strips[0], measured[0]), view(after, strips[1], measured[1])
    return compared(strips[0], measured[0], views, asked.weights, frozenset(asked.states))


def simulate(law: Law, question: Question, executor: Executor | None = None, progress: Progress | None = None) -> Effect:
    """What changes in all measures together."""
    tasks = [Task(law, question, measure) for measure in question.measures]
    found: list[Effect] = []
    for number, effect in enumerate(spread(measure_effect, tasks, executor), start=1):
        if progress is not None:
            progress(f"{number}/{len(tasks)} {tasks[number - 1].measure}")
        if effect is not None:
            found.append(effect)
    return total(found)


def gain(task: tuple[Law, Question]) -> float:
    """What a question's reforms are worth in all its measures: one item of a sweep over many reforms."""
    law, question = task
    return simulate(law, question).worth.gain


def sweep(law: Law, questions: Sequence[Question], executor: Executor | None = None) -> tuple[float, ...]:
    """What many sets of reforms are worth, each by itself; on one process, a pool or a cluster alike."""
    return tuple(spread(gain, [(law, question) for question in questions], executor))
