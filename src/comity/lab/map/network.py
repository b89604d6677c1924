# SPDX-License-Identifier: EUPL-1.2
"""The world as a network: two actors are joined where each can ask the other on a treaty."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import rustworkx as rx

from comity.lab.map.view import View
from comity.lab.world import Strength


@dataclass(frozen=True, slots=True)
class Place:
    """Where an actor stands in the network."""

    actor: str
    partners: int
    share: float
    between: float
    core: int
    component: int


@dataclass(frozen=True, slots=True)
class Network:
    """Figures of one network."""

    actors: int
    links: int
    density: float
    components: int
    largest: int
    alone: int
    deepest: int
    deepest_actors: tuple[str, ...]
    places: tuple[Place, ...]


def network(seen: View, least: Strength = Strength.LIST) -> Network:
    """The network of pairs that have at least some strength in both directions."""
    graph, size = _graph(seen, least), len(seen.actors)
    parts = sorted(rx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    component = {node: number for number, part in enumerate(parts, start=1) for node in part}
    between = rx.betweenness_centrality(graph)
    cores: dict[int, int] = rx.core_number(graph)  # type: ignore[assignment]  # its stub says int
    deepest = max(cores.values(), default=0)
    places = (
        Place(code, graph.degree(i), graph.degree(i) / max(1, size - 1), float(between[i]), cores[i], component[i])
        for i, code in enumerate(seen.actors)
    )
    links = graph.num_edges()
    return Network(
        actors=size,
        links=links,
        density=2 * links / (size * (size - 1)) if size > 1 else 0.0,
        components=sum(1 for part in parts if len(part) > 1),
        largest=len(parts[0]) if parts else 0,
        alone=sum(1 for part in parts if len(part) == 1),
        deepest=deepest,
        deepest_actors=tuple(code for i, code in enumerate(seen.actors) if deepest and cores[i] == deepest),
        places=tuple(sorted(places, key=lambda place: (-place.partners, -place.between, place.actor))),
    )


def _graph(seen: View, least: Strength) -> rx.PyGraph[str, None]:
    graph: rx.PyGraph[str, None] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(list(seen.actors))
    firm = seen.strength >= least
    both = np.triu(firm & firm.T, k=1)
    graph.add_edges_from([(int(i), int(j), None) for i, j in np.argwhere(both)])
    return graph


EXPLAINED = (
    (
        "Density",
        "Of all pairs of states and territories, the share that can ask each other on a treaty. At 100 % nobody would need a way "
        "without treaty; the rest must rely on reciprocity, on comity, or on nothing.",
    ),
    (
        "Partners (degree)",
        "With how many others an actor can cooperate on a treaty in both directions. Few partners mean many requests without a treaty.",
    ),
    (
        "Between (betweenness centrality)",
        "How often an actor lies on the shortest chain of treaties between two others, from 0 to 1. A high figure marks a bridge between "
        "groups: if it leaves a treaty, they lose a common partner. A chain is no legal route: no request travels through a third state.",
    ),
    (
        "Core (k-core)",
        "An actor of core k belongs to a group in which each has treaty links with at least k others of the group. The deepest core is the "
        "circle in which cooperation is densest; a low number marks the margin, which few treaties reach.",
    ),
    (
        "Groups (components)",
        "Groups in which everybody is joined to everybody else by some chain of treaties, and to nobody outside. More than one group means "
        "worlds that share no treaty at all; an actor alone has no treaty partner for this measure.",
    ),
)
