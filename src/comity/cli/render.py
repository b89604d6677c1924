# SPDX-License-Identifier: EUPL-1.2
"""An answer for a human at a terminal: first what matters; everything with ``full``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from comity.cli.style import coloured, faint, folded, heading
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
_REFUSALS = ("must-refuse", "may-refuse", "may-postpone")
_SHORT = 6


def render(answer: Answer, *, full: bool = False) -> str:
    """The answer as text, most important first; what is left out is counted, and shown with ``full``."""
    return "\n".join(_Page(answer, full).lines())


def basis_line(basis: Basis) -> str:
    """One line for one basis, with its id."""
    with_ = f" with {', '.join(basis.with_)}" if basis.with_ else ""
    articles = f", art. {', '.join(basis.articles[:5])}" if basis.articles else ""
    closed = " (closed)" if basis.closed else ""
    return f"{basis.rank:>3}  {basis.instrument}{with_}{articles}: {basis.role}, {coloured(basis.outcome)}{closed}"


@dataclass(frozen=True, slots=True)
class _Page:
    answer: Answer
    full: bool

    def lines(self) -> Iterator[str]:
        answer, query = self.answer, self.answer.query
        offence = query.get("offence") or query.get("offences") or ""
        about = f" ({_offence(offence)})" if offence else ""
        yield heading(f"{query['requesting']} asks {query['requested']}: {query['measure']}{about}, received {query['on']}")
        yield f"{coloured(answer.verdict, answer.verdict.upper())} - {_MEANING[answer.verdict]}"
        for part in answer.parts:
            yield f"  {part.offence}: {coloured(part.verdict)}"
        yield ""
        yield from self.bases()
        yield from self.grounds()
        yield from self.requirements()
        yield from self.working()
        yield from self.listed("Conditions they may set", answer.conditions)
        yield from self.listed("Questions still open", (f"{q.asks} [{q.fact}]" for q in answer.questions))
        yield from self.listed("Ways beside treaties", (_route(r.kind, r.evidence, r.says, r.instrument, r.article) for r in answer.routes))
        yield from self.plan()
        if answer.unchecked:
            yield heading("Not checked") + faint(" (list of parties too incomplete to say)")
            yield folded(", ".join(answer.unchecked), 2)
        if not self.full:
            yield faint("--full shows everything, --explain the tree of reasons, --json the data.")
        yield faint(f"Law of {answer.corpus.as_of}, corpus {answer.corpus.version}. Comity advises; a person decides.")

    def listed(self, title: str, items: Iterable[str]) -> Iterator[str]:
        """A titled list, cut after some lines unless everything is shown."""
        lines = list(dict.fromkeys(items))
        if not lines:
            return
        yield heading(title)
        shown = lines if self.full else lines[:_SHORT]
        for line in shown:
            yield folded(f"- {line}", 2)
        if len(shown) < len(lines):
            yield faint(f"  ... and {len(lines) - len(shown)} more")
        yield ""

    def bases(self) -> Iterator[str]:
        query = self.answer.query
        live = [basis for basis in self.answer.bases if basis.outcome != "no"]
        yield heading("Bases")
        if not live:
            yield "  none"
        for basis in live:
            yield basis_line(basis)
            yield faint(folded(basis.title, 5))
            sides = [(query["requesting"], basis.force.requesting), (query["requested"], basis.force.requested)]
            since = ", ".join(f"{code} {side.since or 'day unknown'}" for code, side in sides if side.since or side.truth != "unknown")
            yield faint(folded(f"in force: {since or 'not known'}. {basis.why}", 5))
        yield ""
        dead = [basis for basis in self.answer.bases if basis.outcome == "no"]
        yield from self.listed(f"No basis here ({len(dead)})", (f"{basis.instrument}: {basis.why}" for basis in dead))

    def grounds(self) -> Iterator[str]:
        found = self.answer.findings
        against = [f for f in found if (f.kind in _REFUSALS and f.effect == "against") or f.kind == "conflict"]
        yield from self.listed("Against it", (_ground(f) for f in sorted(against, key=lambda f: not f.mandatory)))
        still_open: dict[tuple[str, str], list[str]] = {}
        for finding in found:
            if finding.kind in _REFUSALS and finding.effect == "open":
                place = f"{finding.instrument} {finding.article}".strip()
                still_open.setdefault((finding.kind, finding.ground), []).append(place or "no norm answers it")
        ordered = sorted(still_open.items(), key=lambda item: (_REFUSALS.index(item[0][0]), item[0][1]))
        yield from self.listed(
            "Grounds still open", (f"{kind} {ground}: {', '.join(dict.fromkeys(places))}" for (kind, ground), places in ordered)
        )

    def requirements(self) -> Iterator[str]:
        words = {"yes": "met", "no": "not met", "unknown": "open"}
        needs = [f for f in self.answer.findings if f.kind == "require" and f.basis]
        ordered = sorted(needs, key=lambda f: ("no", "unknown", "yes").index(f.outcome))
        yield from self.listed(
            "Requirements",
            (f"{coloured(f.outcome, words[f.outcome])}: {f.instrument} {f.article} {f.ground} - {f.says}" for f in ordered),
        )

    def working(self) -> Iterator[str]:
        """Form, way and time: of the first two bases and of national law, unless everything is shown."""
        first = [basis.instrument for basis in self.answer.bases if basis.outcome != "no"][:2]
        shown = [
            f
            for f in self.answer.findings
            if f.kind in _WORKING and f.outcome != "no" and (self.full or f.basis is None or f.basis in first)
        ]
        for kind in _WORKING:
            lines = (
                f"{f.says} - {f.instrument} {f.article}{'' if f.outcome == 'yes' else ' (open)'}{_notes(f)}"
                for f in shown
                if f.kind == kind
            )
            yield from self.listed(kind.replace("-", " ").capitalize(), lines)

    def plan(self) -> Iterator[str]:
        plan = self.answer.plan
        named = (("cite", plan.cite), ("sender", plan.sender), ("confidentiality", plan.confidentiality), ("usual delay", plan.duration))
        lines = [f"{name}: {text}" for name, text in named if text]
        for name, items in (("urgent", plan.urgent), ("offer", plan.offer), ("if refused", plan.if_refused), ("alert", plan.alerts)):
            lines += [f"{name}: {item}" for item in (items if self.full else items[:3])]
        if lines:
            yield heading("Next steps")
            yield from (folded(f"- {line}", 2) for line in lines)
            yield ""


def _offence(offence: object) -> str:
    items = offence if isinstance(offence, list) else [offence]
    return ", ".join(str(item.get("name") or item.get("iccs")) for item in items if isinstance(item, dict))


def _ground(finding: Finding) -> str:
    against = f" against {finding.against.instrument} {finding.against.article}" if finding.against else ""
    sure = "" if finding.confidence == "high" else f" ({finding.confidence} confidence)"
    norm = f"{finding.instrument} {finding.article}{against} ({finding.by})"
    return f"{coloured('no', finding.kind)} {finding.ground}: {norm} - {finding.says}{_notes(finding)}{sure}"


def _notes(finding: Finding) -> str:
    """What is to be known of a norm, and that courts have read its article."""
    notes = [*finding.notes]
    if finding.readings:
        notes.append(f"{len(finding.readings)} readings: `comity interpretations {finding.instrument} {finding.article}`")
    return f" [{'; '.join(notes)}]" if notes else ""


def _route(kind: str, evidence: str, says: str, instrument: str, article: str) -> str:
    norm = f" - {instrument} {article}".rstrip() if instrument else ""
    return f"{kind} (evidence: {evidence}): {says}{norm}"
