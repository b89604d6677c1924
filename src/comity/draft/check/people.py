# SPDX-License-Identifier: EUPL-1.2
"""What a case says of its persons: that they are one person each, of one age and nationality, and that a minor does not stand alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from comity.draft.case.persons import Person
from comity.draft.check.deficiency import Deficiency, asking, cited, found
from comity.draft.scene import Scene
from comity.model.day import Day

_OF_AGE = 18  # years: Convention on the Rights of the Child, article 1
_ACTING = frozenset(
    {"suspect", "accused", "convicted", "sought", "witness", "addressee"}
)  # roles in which a person is heard, moved or served
_OF_NATIONALS = frozenset({"passport", "identity-card"})  # documents that a state gives to its own nationals


def people(scene: Scene) -> Iterator[Deficiency]:
    """Minors without a guardian, ages, nationalities and papers that contradict each other, one person listed twice."""
    for number, person in enumerate(scene.case.persons):
        yield from _age(scene, f"persons[{number}]", person)
        yield from _nationality(scene, f"persons[{number}]", person)
    yield from _queried(scene)
    yield from _twice(scene)


def _age(scene: Scene, place: str, person: Person) -> Iterator[Deficiency]:
    young = _under_age(person, scene.on)
    if person.minor is not None and young is not None and person.minor is not young:
        places = (f"{place}.minor", f"{place}.birth.day")
        deficiency = found(scene, "age-differs", person.id, {"name": person.id, "day": _birth(person)}, places)
        yield cited(scene, deficiency, asking(scene, "persons.birth.day"))
    elif (person.minor or young) and person.role in _ACTING and not (person.guardian or person.counsel):
        deficiency = found(scene, "minor-without-guardian", person.id, {"name": person.id}, (f"{place}.guardian",))
        yield cited(scene, deficiency, asking(scene, "persons.guardian"))


def _birth(person: Person) -> str:
    return person.birth.day if person.birth else ""


def _under_age(person: Person, on: date) -> bool | None:
    """Whether the person is surely under age that day, or surely not; None where the day of birth does not tell."""
    try:
        born = Day.parse(_birth(person))
    except ValueError:
        return None
    if born.first is None or born.last is None:
        return None
    if _grown(born.first, on) is _grown(born.last, on):
        return not _grown(born.first, on)
    return None


def _grown(born: date, on: date) -> bool:
    """Whether somebody born that day is of age on another."""
    return (on.year - born.year - ((on.month, on.day) < (born.month, born.day))) >= _OF_AGE


def _nationality(scene: Scene, place: str, person: Person) -> Iterator[Deficiency]:
    """A passport of a state whose nationality the person is not said to have."""
    for number, paper in enumerate(person.documents):
        strange = paper.kind in _OF_NATIONALS and paper.country and person.nationality and paper.country not in person.nationality
        if strange:
            values = {"name": person.id, "first": paper.country, "second": ", ".join(person.nationality)}
            where = (f"{place}.nationality", f"{place}.documents[{number}].country")
            yield cited(scene, found(scene, "nationality-differs", person.id, values, where), asking(scene, "persons.nationality"))


def _queried(scene: Scene) -> Iterator[Deficiency]:
    """The nationality that the question of law was asked with is that of nobody in the case."""
    asked = scene.case.person.nationality if scene.case.person else ()
    told = {code for person in scene.case.persons for code in person.nationality}
    if asked and told and not told & set(asked):
        values = {"name": "person", "first": ", ".join(asked), "second": ", ".join(sorted(told))}
        deficiency = found(scene, "nationality-differs", "person", values, ("person.nationality", "persons.nationality"))
        yield cited(scene, deficiency, asking(scene, "persons.nationality"))


def _twice(scene: Scene) -> Iterator[Deficiency]:
    """Two entries with the same name and day of birth: one person, in two roles that exclude each other or by mistake."""
    known = [(name.full.casefold(), _birth(person)) for person in scene.case.persons for name in person.names[:1] if _birth(person)]
    for (name, day), times in Counter(known).items():
        if times > 1:
            deficiency = found(scene, "person-twice", name, {"name": name, "day": day}, ("persons",))
            yield replace(deficiency, about=next(p.id for p in scene.case.persons if p.names and p.names[0].full.casefold() == name))
