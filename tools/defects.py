# SPDX-License-Identifier: EUPL-1.2
"""Makes defects by rule (`tests/defects/by-rule.yaml`) and the table of `docs/completeness.md`.

By rule: every provision of kind `content` or `formality` of the bases that a good file relies on names an element; what the element
needs is taken away, and the provision's article is what the check must name. The provisions come from the law and from the engine's
answer whether they apply; the check is not asked. A seeded, balanced sample is kept.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path as File

import msgspec
import yaml
from defect_set import DEFECTS, ROOT, Bench, Defect, Expected, Fault, Result, defects, planted

from comity.draft.case.read import Plain, plain, read_case
from comity.draft.scene import Scene
from comity.engine.plans import Rule
from comity.model.drafting import Element
from comity.model.errors import WrongInput
from comity.model.law import Kind, Role
from comity.model.paths import Path, find, is_there
from comity.model.truth import Truth

BY_RULE = DEFECTS / "by-rule.yaml"
PAGE = ROOT / "docs" / "completeness.md"
SEED = 4
A_CASE = 4  # defects kept of each good file, if it has so many
MOST_PLACES = 3  # a fault that must take away more is no single fault
BEGIN, END = "<!-- table: begin -->\n", "<!-- table: end -->\n"
ASKING = frozenset({Kind.CONTENT, Kind.FORMALITY})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An element that a norm asks for, or none but good practice, and the places whose loss leaves it without what it needs."""

    case: str
    element: str
    places: tuple[str, ...]
    where: tuple[str, ...]
    rule: Rule | None

    def defect(self) -> Defect:
        """The defect of this candidate."""
        code = "missing" if self.rule else "missing-whatever"
        instrument, article = (self.rule.instrument.id, self.rule.article) if self.rule else ("", "")
        fault = Fault(remove=self.places[0] if len(self.places) == 1 else self.places)
        expected = Expected(code, self.element, "", instrument, article, self.where)
        why = f"{instrument} {article}: {self.rule.provision.says.en}" if self.rule else "no authority can act without it"
        return Defect(f"{self.case}-without-{self.element}", self.case, fault, expected, "by-rule", why)


def asked_by(scene: Scene) -> tuple[dict[str, Rule], frozenset[str]]:
    """The elements that the bases relied on surely ask for, with the first provision; and all that any law asks for, sure or not."""
    sure: dict[str, Rule] = {}
    anyhow: set[str] = set()
    relied = [rule for result in scene.relied for rule in result.plan.rules]
    beside = [r for result in scene.judgement.results if result.role is Role.SUPPLEMENT for r in result.plan.rules]
    national = [*scene.assessment.plan.national.rules, *scene.assessment.plan.sender]
    for rule in relied or scene.assessment.plan.national.rules:
        if _asks(rule) and scene.assessment.at(rule.works, scene.row) is Truth.YES:
            sure.setdefault(rule.provision.value.field, rule)
    for rule in (*relied, *beside, *national):
        if _asks(rule) and scene.assessment.at(rule.works, scene.row) is not Truth.NO:
            anyhow.add(rule.provision.value.field)
    return sure, frozenset(anyhow)


def _asks(rule: Rule) -> bool:
    return rule.kind in ASKING and bool(rule.provision.value.field)


def candidates(bench: Bench, name: str) -> Iterator[Candidate]:
    """Every fault that can be made by rule in a good file."""
    values = bench.good(name)
    scene = bench.scene(values)
    sure, anyhow = asked_by(scene)
    for id_, rule in sure.items():
        element = bench.drafting.element(id_)
        for places, where in _losses(values, element):
            yield Candidate(name, id_, places, where, rule)
    for element in bench.drafting.elements:
        fits = element.always and (not element.measures or scene.query.measure in element.measures)
        if fits and element.id not in anyhow:
            for places, where in _losses(values, element):
                if not _breaks_another(bench, planted(values, Fault(remove=places)), anyhow):
                    yield Candidate(name, element.id, places, where, None)


def _breaks_another(bench: Bench, spoiled: Plain, asked: frozenset[str]) -> bool:
    """Whether an element that some law asks for is lost too: then that law is the norm to name."""
    walked = _walked(spoiled)
    elements = (bench.drafting.element(name) for name in asked)
    return any(not _has(walked, alternatives) for element in elements if element for alternatives in element.needs)


def _has(walked: Plain, alternatives: Iterable[Path]) -> bool:
    return any(is_there(walked, path) for path in alternatives)


def _walked(values: Plain) -> Plain:
    """The values as paths walk through them: the one offence among the offences."""
    walked = plain(read_case(values))
    if walked.get("offence") and not walked.get("offences"):
        walked["offences"] = [walked["offence"]]
    return walked


def _losses(values: Plain, element: Element | None) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each thing that the element needs: which places to take away, and where its lack may be told."""
    for alternatives in element.needs if element else ():
        walked = _walked(values)
        if not _has(walked, alternatives):
            continue
        places: list[str] = []
        for path in alternatives:
            places += [place for place in _loss(values, path) if place not in places]
        if 0 < len(places) <= MOST_PLACES and _lost(values, tuple(places), alternatives):
            yield tuple(places), (alternatives[0].place,)


def _loss(values: Plain, path: Path) -> tuple[str, ...]:
    """The one place to take away so that nothing stands at the path: the value, else the item or the list that holds it."""
    if not is_there(_walked(values), path):
        return ()
    first = find(_walked(values), path)[0].at
    if "offences" not in values:
        first = first.replace("offences[0]", "offence")
    way = first.split(".")
    tries = [".".join(way[:length]) for length in range(len(way), 0, -1)]
    tries += [place.partition("[")[0] for place in tries if place.endswith("]")]
    return next(((place,) for place in tries if _lost(values, (place,), (path,))), ())


def _lost(values: Plain, places: tuple[str, ...], alternatives: Iterable[Path]) -> bool:
    """Whether the file can still be read without these places, and has none of the alternatives."""
    try:
        return not _has(_walked(planted(values, Fault(remove=places))), alternatives)
    except (WrongInput, KeyError, IndexError):
        return False


# -- the sample


def sample(bench: Bench, *, a_case: int = A_CASE) -> tuple[Defect, ...]:
    """A balanced sample: of each file those elements that few others have shown, then every element that is still left."""
    chance = random.Random(SEED)  # noqa: S311 - a sample, no secret
    pools = {name: _shuffled(chance, candidates(bench, name)) for name in bench.cases}
    shown: Counter[str] = Counter()
    kept: list[Candidate] = []
    for pool in sorted(pools.values(), key=len):
        for _ in range(a_case):
            open_ = [one for one in pool if one.element not in {k.element for k in kept if k.case == one.case}]
            if open_:
                kept.append(min(open_, key=lambda one: (shown[one.element], len(one.places))))
                shown[kept[-1].element] += 1
    for one in (one for pool in pools.values() for one in pool):
        if not shown[one.element]:
            kept.append(one)
            shown[one.element] += 1
    return tuple(one.defect() for one in sorted(kept, key=lambda one: (one.case, one.element)))


def _shuffled(chance: random.Random, found: Iterable[Candidate]) -> list[Candidate]:
    pool = sorted(found, key=lambda one: (one.element, one.places))
    chance.shuffle(pool)
    return pool


def _written(made: Iterable[Defect]) -> str:
    head = "# Defects made by rule (`python tools/defects.py`): what a provision of the bases asks for is taken away from a good file.\n"
    built = {"defects": [{**msgspec.to_builtins(one), "fault": {"remove": msgspec.to_builtins(one.fault.remove)}} for one in made]}
    for one in built["defects"]:
        one["expect"] = {key: value for key, value in one["expect"].items() if value}
    return head + yaml.safe_dump(built, allow_unicode=True, sort_keys=False, width=140)


# -- the table


def table(results: tuple[Result, ...], alarms: Counter[str]) -> str:
    """Found and right article by measure, and each miss with its reason."""
    head = "| measure | defects | found | right article | false alarms |\n| --- | --: | --: | --: | --: |\n"
    lines = [
        _line(measure, [one for one in results if one.measure == measure], alarms[measure])
        for measure in sorted({r.measure for r in results})
    ]
    total = _line("**all**", list(results), sum(alarms.values()))
    made = Counter(one.defect.made for one in results)
    codes = Counter("missing" if one.defect.expect.code.startswith("missing") else one.defect.expect.code for one in results)
    found = sum(one.found for one in results)
    right = sum(one.right_article for one in results)
    summary = (
        f"{len(results)} defects, {made['by-rule']} made by rule and {made['by-hand']} by hand: "
        f"{found} found ({_share(found, len(results))}), {right} with the right article ({_share(right, len(results))}), "
        f"{sum(alarms.values())} false alarms on the good files.\n\n"
    )
    kinds = "By kind of fault: " + ", ".join(f"{code} {count}" for code, count in sorted(codes.items())) + ".\n"
    return summary + head + "\n".join([*lines, total]) + "\n\n" + kinds + _misses(results)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %"


def _line(name: str, results: list[Result], alarms: int) -> str:
    return f"| {name} | {len(results)} | {sum(r.found for r in results)} | {sum(r.right_article for r in results)} | {alarms} |"


def _misses(results: tuple[Result, ...]) -> str:
    missed = [one for one in results if not one.right_article]
    if not missed:
        return ""
    lines = ["\nMissed, or told with another article:\n"]
    for one in missed:
        expect = one.defect.expect
        norm = f"{expect.instrument} {expect.article}".strip() or "no norm"
        named = ", ".join(" ".join((item.instrument, item.article)).strip() or "no norm" for item in one.matching) or "nothing"
        lines.append(f"- `{one.defect.id}`: {expect.code} with {norm} was to be found; the check says {named}. {one.defect.why}")
    return "\n".join(lines) + "\n"


def with_table(page: str, made: str) -> str:
    """The page with the table in its place."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n{made}\n{END}{rest.partition(END)[2]}"


def results_of(bench: Bench) -> tuple[tuple[Result, ...], Counter[str]]:
    """The whole set run, and the false alarms by measure."""
    alarms = Counter(str(bench.good(name)["measure"]) for name, _ in bench.false_alarms())
    return bench.run_all(defects()), alarms


def _write(path: File, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    print(f"wrote {path.relative_to(ROOT)}")


def main() -> None:
    """Make the defects by rule, or write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--table", action="store_true", help="write the table of docs/completeness.md instead")
    bench = Bench()
    if options.parse_args().table:
        _write(PAGE, with_table(PAGE.read_text(encoding="utf-8"), table(*results_of(bench))))
    else:
        _write(BY_RULE, _written(sample(bench)))


if __name__ == "__main__":
    main()
