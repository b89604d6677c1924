# SPDX-License-Identifier: EUPL-1.2
"""An answer for a human at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from comity.cli.style import coloured, faint, folded, heading
from comity.corpus.corpus import Corpus
from comity.model.answer import Answer, Basis, Finding

_MEANING = {
    "available": "an open basis holds and no ground stands against it",
    "conditional": "there is a basis; what it hangs on is listed below",
    "barred": "every basis is closed by a mandatory ground",
    "statute-only": "no treaty carries it; the law of the requested state opens a way without one",
    "no-basis": "no treaty carries it, and the law of the requested state opens no way",
    "unknown": "what is open hangs on law that is not known",
}
_WORKING = ("channel", "authority", "language", "clock", "formality", "cost", "use-limit")
_GROUNDS = ("must-refuse", "may-refuse", "may-postpone", "conflict")


def render(answer: Answer, corpus: Corpus) -> str:
    """The answer as text, most important first."""
    return "\n".join(_lines(answer, corpus))


def _lines(answer: Answer, corpus: Corpus) -> Iterator[str]:
    query = answer.query
    offence = query.get("offence") or query.get("offences") or ""
    about = f" ({_offence(offence)})" if offence else ""
    yield heading(f"{query['requesting']} asks {query['requested']}: {query['measure']}{about}, received {query['on']}")
    yield f"{coloured(answer.verdict, answer.verdict.upper())} - {_MEANING[answer.verdict]}"
    for part in answer.parts:
        yield f"  {part.offence}: {coloured(part.verdict)}"
    yield ""
    yield from _bases(answer)
    yield from _grounds(answer)
    yield from _requirements(answer)
    yield from _working(answer)
    yield from _listed("Conditions they may set", answer.conditions)
    yield from _questions(answer)
    yield from _routes(answer)
    yield from _plan(answer)
    if answer.unchecked:
        yield heading("Not checked") + faint(" (list of parties or scope too incomplete to say)")
        yield folded(", ".join(answer.unchecked), 2)
    yield faint(f"Law of {answer.corpus.as_of}, corpus {answer.corpus.version}. Comity advises; a person decides.")


def _offence(offence: object) -> str:
    items = offence if isinstance(offence, list) else [offence]
    return ", ".join(str(item.get("name") or item.get("iccs")) for item in items if isinstance(item, dict))


def basis_line(basis: Basis) -> str:
    """One line for one basis, with its id."""
    with_ = f" with {', '.join(basis.with_)}" if basis.with_ else ""
    articles = f", art. {', '.join(basis.articles[:5])}" if basis.articles else ""
    return f"{basis.rank:>3}  {basis.instrument}{with_}{articles}: {basis.role}, {coloured(basis.outcome)}{' (closed)' if basis.closed else ''}"


def _bases(answer: Answer) -> Iterator[str]:
    yield heading("Bases")
    if not answer.bases:
        yield "  none"
    for basis in answer.bases:
        yield basis_line(basis)
        yield faint(folded(basis.title, 5))
        if basis.outcome != "no":
            query = answer.query
            sides = ((query["requesting"], basis.force.requesting), (query["requested"], basis.force.requested))
            yield faint(folded("in force: " + ", ".join(f"{code} {side.since or side.truth}" for code, side in sides), 5))
        yield folded(basis.why, 5)
    yield ""


def _grounds(answer: Answer) -> Iterator[str]:
    live = [f for f in answer.findings if f.kind in _GROUNDS and f.effect != "for"]
    if not live:
        return
    yield heading("Grounds against it")
    order = {"against": 0, "open": 1}
    shown: set[tuple[str, ...]] = set()
    for finding in sorted(live, key=lambda f: (f.kind != "conflict", order.get(f.effect, 2), not f.mandatory)):
        key = (finding.kind, finding.ground, finding.instrument, finding.article, finding.says)
        if key not in shown:
            shown.add(key)
            yield from _finding(finding)
    yield ""


def _finding(finding: Finding) -> Iterator[str]:
    state = {"against": "triggered", "open": "open"}.get(finding.effect, finding.effect)
    if finding.kind == "conflict":
        state = "shown"
    against = f" against {finding.against.instrument} {finding.against.article}" if finding.against else ""
    yield f"  {finding.kind} {finding.ground}: {coloured('no' if state == 'triggered' else 'open', state)} - {finding.instrument} {finding.article}{against} ({finding.by})"
    notes = f" [{'; '.join(finding.notes)}]" if finding.notes else ""
    yield folded(finding.says + notes + ("" if finding.confidence == "high" else f" ({finding.confidence} confidence)"), 5)


def _requirements(answer: Answer) -> Iterator[str]:
    needs = [f for f in answer.findings if f.kind == "require" and f.basis]
    if not needs:
        return
    yield heading("Requirements")
    words = {"yes": "met", "no": "not met", "unknown": "open"}
    for finding in needs:
        yield f"  {finding.instrument} {finding.article} {finding.ground}: {coloured(finding.outcome, words[finding.outcome])}"
        yield faint(folded(finding.says, 5))
    yield ""


def _working(answer: Answer) -> Iterator[str]:
    shown: set[tuple[str, str]] = set()
    lines = []
    for kind in _WORKING:
        for finding in answer.findings:
            if finding.kind == kind and finding.outcome != "no" and (finding.instrument, finding.says) not in shown:
                shown.add((finding.instrument, finding.says))
                flag = "" if finding.outcome == "yes" else " (open)"
                lines.append(f"{kind}{flag}: {finding.says} - {finding.instrument} {finding.article}")
    yield from _listed("Form, way and time", lines)


def _listed(title: str, lines: Iterable[str]) -> Iterator[str]:
    items = list(lines)
    if items:
        yield heading(title)
        for line in items:
            yield folded(f"- {line}", 2)
        yield ""


def _questions(answer: Answer) -> Iterator[str]:
    yield from _listed("Questions still open", (f"{q.asks} [{q.fact}, {len(q.matters_for)}]" for q in answer.questions))


def _routes(answer: Answer) -> Iterator[str]:
    yield from _listed(
        "Ways beside treaties",
        (f"{r.kind} (evidence: {r.evidence}): {r.says} {f'- {r.instrument} {r.article}' if r.instrument else ''}".rstrip() for r in answer.routes),
    )


def _plan(answer: Answer) -> Iterator[str]:
    plan = answer.plan
    lines = [f"cite: {plan.cite}"] if plan.cite else []
    lines += [f"{name}: {text}" for name, text in (("sender", plan.sender), ("remedies", plan.remedies), ("delay", plan.duration)) if text]
    lines += [f"urgent: {item}" for item in plan.urgent]
    lines += [f"offer: {item}" for item in plan.offer]
    lines += [f"if refused: {item}" for item in plan.if_refused]
    lines += [f"alert: {item}" for item in plan.alerts]
    yield from _listed("Next steps", lines)
