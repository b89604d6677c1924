# SPDX-License-Identifier: EUPL-1.2
"""An officer who answers an interview: by place where told so, else with something that fits the kind of the question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from comity.advise.advise import Adviser
from comity.cli.files import typed
from comity.corpus.load import load, load_drafting
from comity.corpus.strict_yaml import parse
from comity.draft.case.base import Language
from comity.draft.case.read import Plain
from comity.draft.case.write import values_yaml
from comity.draft.interview.dialogue import Dialogue
from comity.draft.interview.interview import Asked, Interview
from comity.draft.interview.session import Session
from comity.draft.interview.slots import AnswerKind
from unit.draft.before_the_law import TODAY, adviser
from unit.draft.drafting_law import law

KINDS: Mapping[AnswerKind, str] = {
    AnswerKind.TEXT: "Example 1",
    AnswerKind.WRITTEN: "Between March and June the director moved the money of twelve buyers abroad",
    AnswerKind.WORD: "1",
    AnswerKind.TRUTH: "n",
    AnswerKind.DAY: "2026-01-10",
    AnswerKind.ROUGH_DAY: "1980-05-02",
    AnswerKind.NUMBER: "96",
    AnswerKind.ACTOR: "XA",
    AnswerKind.LANGUAGE: "ka",
    AnswerKind.MONEY: "100 EUR",
    AnswerKind.PERIOD: "2025-02-15 to 2025-09-30",
    AnswerKind.OFFENCE: "fraud",
    AnswerKind.UNDERTAKING: "The undertaking is given.",
}


@cache
def _real() -> Adviser:
    return Adviser(load())


def on_invented_law(lang: Language = "en") -> Dialogue:
    """A dialogue on the invented law."""
    return Dialogue(Interview(adviser(), law()[1], TODAY, lang))


def on_real_law(lang: Language = "en") -> Dialogue:
    """A dialogue on the law of the checkout."""
    return Dialogue(Interview(_real(), load_drafting(), TODAY, lang))


def saved(values: Plain) -> Plain:
    """The values as they come back from the file in which they are saved."""
    read: Plain = typed(parse(values_yaml(values), Path("case.yaml")).data)  # type: ignore[assignment]
    return read


@dataclass
class Officer:
    """Answers questions; ``asked`` are the keys of those that were put."""

    answers: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[AnswerKind, str] = field(default_factory=lambda: KINDS)
    asked: list[str] = field(default_factory=list)

    def line(self, question: Asked) -> str:
        """What the officer types."""
        self.asked.append(question.key)
        if question.slot is None:
            return self.answers.get(question.key, "")
        known = self.answers.get(question.key)
        return known if known is not None else "" if question.slot.suggestion else self.kinds[question.slot.kind]

    def go_on(self, talk: Dialogue, session: Session, most: int = 200) -> Session:
        """Answer at most so many questions."""
        for _ in range(most):
            question = talk.interview.asked(session)
            if question is None:
                break
            assert talk.question(session), "a question is shown"
            turn = talk.take(session, self.line(question))
            assert turn.session is not session, (question.key, turn.lines)
            session = turn.session
        return session
