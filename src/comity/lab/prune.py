# SPDX-License-Identifier: EUPL-1.2
"""A compiled law reduced to what strength reads: the same nodes, without those that no question of force, scope or statute leads to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from comity.engine.plans import BasisPlan, PairPlan
from comity.lab.world import World
from comity.logic.program import Node, Program
from comity.model.law import Role

_CARRYING = (Role.PRIMARY, Role.FALLBACK)


def slim(world: World, measure: str) -> World:
    """The world with the law of one measure reduced; ``snapshot`` gives the same."""
    return World(world.corpus, world.actors, world.statuses, {measure: reduced(world.plan(measure))})


def reduced(plan: PairPlan) -> PairPlan:
    """The plan with only the nodes that strength reads; its rules are left out."""
    national = plan.national
    roots = [national.known, national.open, national.requirements]
    for basis in plan.bases:
        roots += [basis.force, basis.not_replaced, basis.lacks, *(basis.scopes[role] for role in _CARRYING if role in basis.scopes)]
    program, places = _kept(plan.program, roots)
    return replace(
        plan,
        program=program,
        bases=tuple(_basis(basis, places) for basis in plan.bases),
        national=replace(
            national,
            rules=(),
            ways=(),
            open=places[national.open],
            requirements=places[national.requirements],
            known=places[national.known],
        ),
        sender=(),
        reached={},
        reached_without_treaty=(),
        definitions={},
        settling={},
        words={},
    )


def _basis(basis: BasisPlan, places: dict[int, int]) -> BasisPlan:
    scopes = {role: places[node] for role, node in basis.scopes.items() if role in _CARRYING}
    force, stays, lacks = (places[node] for node in (basis.force, basis.not_replaced, basis.lacks))
    return replace(basis, protocols=(), force=force, lacks=lacks, not_replaced=stays, replaced=(), scopes=scopes, outcomes={}, rules=())


def _kept(program: Program, roots: Iterable[int]) -> tuple[Program, dict[int, int]]:
    """The part of a program below some nodes, and where each of its nodes now stands."""
    wanted = set(roots)
    for place in range(len(program.nodes) - 1, -1, -1):
        if place in wanted and program.nodes[place].op != "leaf":
            wanted.update(program.nodes[place].of)
    places: dict[int, int] = {}
    nodes: list[Node] = []
    leaves = []
    for place in sorted(wanted):
        op, of, says = program.nodes[place]
        if op == "leaf":
            of = (len(leaves),)
            leaves.append(program.leaves[program.nodes[place].of[0]])
        else:
            of = tuple(places[part] for part in of)
        places[place] = len(nodes)
        nodes.append(Node(op, of, says))
    return Program(tuple(nodes), tuple(leaves)), places
