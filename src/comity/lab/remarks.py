# SPDX-License-Identifier: EUPL-1.2
"""What the user should know of a reform beside its effect: why it changes little, and what it supposes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.corpus.corpus import Corpus
from comity.engine.force import timeline
from comity.lab.reform import Conclude, Denounce, Join, Reform, SetBound, SetRule, Withdraw
from comity.lab.reform_parts import formalised
from comity.model.law import Instrument
from comity.model.truth import Truth


def remarks(corpus: Corpus, reforms: Sequence[Reform]) -> tuple[str, ...]:
    """The remarks on reforms, against the law before them."""
    joined = {reform.instrument for reform in reforms if isinstance(reform, Join)}
    return tuple(dict.fromkeys(words for reform in reforms for words in _remarks(corpus, reform, joined)))


def _remarks(corpus: Corpus, reform: Reform, joined: set[str]) -> Iterator[str]:
    if isinstance(reform, Join):
        yield from _join(corpus, reform, joined)
    elif isinstance(reform, Denounce):
        if timeline(corpus, corpus.by_id[reform.instrument], reform.state).on(reform.on).truth is Truth.NO:
            yield f"{reform.instrument} does not bind {reform.state} on that day: nothing ends"
    elif isinstance(reform, Withdraw):
        made = next(item for item in corpus.by_id[reform.instrument].statements if item.id == reform.statement)
        if not made.effects:
            why = made.shown_only or "its text was not seen"
            yield f"{reform.statement} has no effect that is computed ({why}): withdrawing it shows none"
    elif isinstance(reform, SetBound | SetRule):
        rule = next(rule for rule in corpus.by_id[reform.instrument].provisions if rule.id == _rule_id(reform))
        what = f"{reform.instrument} {rule.article} ({rule.says.en})"
        yield f"{what} changes; what hangs on facts of a case shows in `comity advise`, not in cells"
    elif isinstance(reform, Conclude):
        model = corpus.by_id[reform.model]
        if not formalised(model):
            yield f"what {model.id} demands is not written down: a treaty on its model stays conditional"


def _rule_id(reform: SetBound | SetRule) -> str:
    return reform.provision if isinstance(reform, SetBound) else reform.provision.id


def _join(corpus: Corpus, reform: Join, joined: set[str]) -> Iterator[str]:
    law = corpus.by_id[reform.instrument]
    status = timeline(corpus, law, reform.state).on(reform.on)
    if status.truth is Truth.YES:
        yield f"{law.id} binds {reform.state} already, since {status.since or 'a day that is not known'}: nothing changes"
    elif status.truth is Truth.UNKNOWN:
        yield f"whether {law.id} binds {reform.state} already is not known: {status.says or status.status}"
    if law.in_force is None:
        yield f"{law.id} is not in force: to join alone changes nothing until it is"
    if not formalised(law):
        yield f"what {law.id} demands is not written down: what it carries stays conditional"
    if law.pair:
        yield f"{law.id} is supposed to bind both {law.pair[0]} and {law.pair[1]}"
    parent = corpus.by_id.get(law.parent)
    if parent is not None and parent.id not in joined and not _bound(corpus, parent, reform):
        yield f"{law.id} works only with {parent.id}, which does not bind {reform.state}: ratify both"


def _bound(corpus: Corpus, law: Instrument, reform: Join) -> bool:
    return timeline(corpus, law, reform.state).on(reform.on).truth is not Truth.NO
