# SPDX-License-Identifier: EUPL-1.2
"""What was typed into the fields of a case: read, placed, kept with its reason where it cannot stand, or shown beside what another wrote.

Pure. Each field sends a seal, the fingerprint of the text that stood there when the page was made: what another changed meanwhile is never
written over unseen.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from comity.draft.case.base import Language
from comity.draft.case.read import Plain, read_case
from comity.draft.case.shape import PlaceKind, shapes
from comity.draft.case.things import LANGUAGES
from comity.draft.interview.answers import Reader, Refused
from comity.draft.interview.places import Steps, at, leaves, place_of, placed, required, shown, steps_of, without
from comity.draft.interview.slots import ASSURANCE, AnswerKind, Slot
from comity.draft.interview.words import said
from comity.draft.scene import scene_of
from comity.model.errors import WrongInput
from comity.web.drafting.desk import Desk, sound
from comity.web.drafting.files import is_text

OFFENCE_NAME = "offences.name"
_CODE = re.compile(r"\(([A-Za-z0-9-]{2,8})\)$")
_CODED = (AnswerKind.ACTOR, AnswerKind.LANGUAGE)
_LONGEST_KEY = 300
NOT_TYPED = frozenset({"id", "schema", "trace", "lang", "pleas", "facts", "offence", "offences.facts", "annexes.file", "annexes.sha256"})
"""What no field fills: what the program gives itself, and what is typed part by part."""


class Fate(StrEnum):
    """What became of an entry."""

    SAME = "same"
    SAVED = "saved"
    WRONG = "wrong"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Entry:
    """A text typed into a field; ``seen`` is the version of the draft that the page showed."""

    key: str
    typed: str
    seal: str
    seen: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an entry, with the words for the one who typed it and, in a conflict, what stands there now."""

    entry: Entry
    fate: Fate
    says: str = ""
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """The values after the entries, what is kept as wrong, and what became of each; ``moved``: items of a list changed places."""

    values: Plain
    wrong: Mapping[str, Mapping[str, str]]
    outcomes: tuple[Outcome, ...]
    moved: bool = False

    @property
    def changed(self) -> tuple[str, ...]:
        """The keys of the fields that are not as they were."""
        return tuple(item.entry.key for item in self.outcomes if item.fate in (Fate.SAVED, Fate.WRONG))


def seal(text: str) -> str:
    """The fingerprint of a text as a field shows it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def key_parts(key: str) -> tuple[Steps, str]:
    """The place of a key and the language behind its ``@``; ValueError where it is none."""
    place, _, language = key.partition("@")
    if len(key) > _LONGEST_KEY or (language and language not in LANGUAGES):
        raise ValueError(key)
    return steps_of(place), language


def text_of(desk: Desk, slot: Slot, language: str = "") -> str:
    """What stands at a place, as its field shows it."""
    value = at(desk.values, slot.steps)
    if value is None:
        return ""
    if slot.kind is AnswerKind.WRITTEN:
        return versions(desk.values, value).get(language or own_language(desk.values), "")
    if isinstance(value, list):
        joint = "\n" if slot.kind is AnswerKind.TEXT else "; " if slot.kind in _CODED else ","
        return joint.join(_one(desk, slot, item) for item in value)
    return _one(desk, slot, value)


def _one(desk: Desk, slot: Slot, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return f"{_number(value.get('amount', ''))} {value.get('currency', '')}".strip()
    if slot.kind is AnswerKind.ACTOR:
        actor = desk.adviser.corpus.by_code.get(str(value))
        return f"{actor.name.in_language(desk.lang)[0]} ({value})" if actor else str(value)
    if slot.kind is AnswerKind.LANGUAGE:
        return f"{desk.drafting.word(f'language.{value}', desk.lang)} ({value})"
    if slot.kind is AnswerKind.OFFENCE:
        known = next((item for item in desk.adviser.corpus.vocabulary.offences if item.id == value), None)
        return known.name.in_language(desk.lang)[0] if known else str(value)
    return _number(value)


def _number(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def stands_at(desk: Desk, key: str) -> str:
    """What stands in the field of a key; empty where there is no such field."""
    try:
        steps, language = key_parts(key)
    except ValueError:
        return ""
    slot = slot_at(desk, steps)
    return text_of(desk, slot, language) if slot else ""


def own_language(values: Plain) -> str:
    """The language in which plain free text of the case stands."""
    return str(at(values, ("case", "language")) or "en")


def versions(values: Plain, value: object) -> Mapping[str, str]:
    """A free text by language."""
    return {key: str(text) for key, text in value.items()} if isinstance(value, Mapping) else {own_language(values): str(value)}


def slot_at(desk: Desk, steps: Steps) -> Slot | None:
    """The slot of an exact place; with what the open points make on the way to it."""
    if not steps or steps[-1] == "id" or (place_of(steps) in NOT_TYPED):
        return None
    asked = next((slot for point in desk.points for slot in point.slots if slot.steps == steps), None)
    made = desk.slots.at(steps)
    slot = next((one for one in made if one.steps == steps), None)
    if asked is not None and (slot is None or asked.kind is AnswerKind.UNDERTAKING):
        return asked
    if slot is None:
        return None
    if place_of(steps) == OFFENCE_NAME:
        slot = replace(slot, kind=AnswerKind.OFFENCE)
    if asked is None:
        return slot
    return replace(slot, presets=asked.presets, suggestion=asked.suggestion)


# -- entries


def enter(desk: Desk, wrong: Mapping[str, Mapping[str, str]], entries: Iterable[Entry], shifted: int) -> Result:
    """The case after the entries, one after another."""
    result = Result(desk.values, dict(wrong), ())
    for entry in entries:
        if result.values is not desk.values:  # else what this desk has found out is still right
            desk = replace(desk, values=result.values)
        result = _entered(desk, result, entry, shifted)
    return result


def _entered(desk: Desk, before: Result, entry: Entry, shifted: int) -> Result:
    try:
        steps, language = key_parts(entry.key)
    except ValueError:
        return before
    slot = slot_at(desk, steps)
    if slot is None or _beyond(desk.values, steps):
        return _with(before, Outcome(entry, Fate.CONFLICT, said("no-place", desk.lang, place=shown(steps))))
    stands = text_of(desk, slot, language)
    kept = before.wrong.get(entry.key, {}).get("typed")
    typed = entry.typed.replace("\r\n", "\n").strip()
    if typed == (kept if kept is not None else stands) or (seal(typed) == entry.seal and kept is None):
        return _with(before, Outcome(entry, Fate.SAME, before.wrong.get(entry.key, {}).get("says", "")))
    if entry.seal != seal(stands) or (entry.seen < shifted and any(isinstance(step, int) for step in steps)):
        return _with(before, Outcome(entry, Fate.CONFLICT, theirs=stands))
    if typed == stands:
        return _with(_cleared(before, entry.key), Outcome(entry, Fate.SAVED))
    return _tried(desk, before, replace(entry, typed=typed), (slot, language))


def _tried(desk: Desk, before: Result, entry: Entry, where: tuple[Slot, str]) -> Result:
    """The result with the entry placed, or kept as wrong with the reason."""
    slot, language = where
    try:
        values = _placed(desk, slot, language, entry.typed)
        _possible(desk, values)
    except Refused as error:
        typed = entry.typed if is_text(entry.typed) else _printable(entry.typed)
        wrong = {**before.wrong, entry.key: {"typed": typed, "says": error.words}}
        return replace(_with(before, Outcome(replace(entry, typed=typed), Fate.WRONG, error.words)), wrong=wrong)
    moved = not entry.typed and isinstance(slot.steps[-1], int)
    done = _with(_cleared(before, entry.key), Outcome(entry, Fate.SAVED))
    return replace(done, values=values, moved=before.moved or moved)


def _with(result: Result, outcome: Outcome) -> Result:
    return replace(result, outcomes=(*result.outcomes, outcome))


def _cleared(result: Result, key: str) -> Result:
    return replace(result, wrong={name: item for name, item in result.wrong.items() if name != key})


def _printable(text: str) -> str:
    """A text with a sign in place of each character that is none."""
    return text.replace("\x00", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _possible(desk: Desk, values: Plain) -> None:
    """Refused where the values cannot be a case."""
    whole = sound(values)
    if values.get("requesting") and values.get("requesting") == values.get("requested"):
        raise Refused(said("same-side", desk.lang))
    if not all(whole.get(name) for name in ("requesting", "requested", "measure")):
        return
    try:
        scene_of(read_case(whole), desk.adviser, desk.drafting, desk.today)
    except WrongInput as error:
        raise Refused(said("refused", desk.lang, why=error.text)) from error


def _beyond(values: Plain, steps: Steps) -> bool:
    """Whether an item is named that is neither there nor the next one, or a list is gone through without naming an item."""
    for cut, step in enumerate(steps[1:], start=1):
        shape = shapes().get(place_of(steps[:cut]))
        listed = shape is not None and shape.several and isinstance(steps[cut - 1], str)
        if isinstance(step, int) and step > len(_items(values, steps[:cut])):
            return True
        if listed and shape is not None and shape.kind is PlaceKind.PART and not isinstance(step, int):
            return True
    return False


def _items(values: Plain, steps: Steps) -> list[object]:
    if steps == ("offences",) and "offences" not in values:
        return [values["offence"]] if "offence" in values else []
    found = at(values, steps)
    return found if isinstance(found, list) else []


# -- placing


def _placed(desk: Desk, slot: Slot, language: str, typed: str) -> Plain:
    if not is_text(typed):
        raise Refused(said("unreadable", desk.lang))
    if slot.kind is AnswerKind.WRITTEN:
        return _written(desk, slot, language, typed)
    if not typed:
        return _emptied(desk, slot)
    value = read(desk, slot, typed)
    if slot.kind is AnswerKind.UNDERTAKING:
        return _undertaken(desk.values, slot, value)
    if slot.kind is AnswerKind.OFFENCE and str(value).isdigit():
        return placed(desk.values, (*slot.steps[:-1], "iccs"), value, slot.presets)
    values = _translated(desk.values) if slot.steps == ("case", "language") else desk.values
    return placed(values, slot.steps, value, slot.presets)


def read(desk: Desk, slot: Slot, typed: str) -> object:
    """The value that a text means at a place; Refused says why it means none."""
    reader = Reader(desk.adviser.corpus, desk.drafting, desk.lang)
    if slot.several and slot.kind is AnswerKind.TEXT:
        return [line.strip() for line in typed.split("\n") if line.strip()]
    if slot.kind not in _CODED:
        return reader.read(slot, typed)
    pieces = [_CODE.search(piece.strip()) or piece.strip() for piece in typed.split(";" if slot.several else "\n")]
    return reader.read(slot, ",".join(piece if isinstance(piece, str) else piece[1] for piece in pieces if piece))


def _written(desk: Desk, slot: Slot, language: str, typed: str) -> Plain:
    """A free text in one language; it stands plain where it is in the case's own alone."""
    own = own_language(desk.values)
    value = at(desk.values, slot.steps)
    texts = dict(versions(desk.values, value)) if value is not None else {}
    texts = {key: text for key, text in {**texts, language or own: typed}.items() if text}
    if not texts:
        return _emptied(desk, slot)
    return placed(desk.values, slot.steps, texts[own] if set(texts) == {own} else texts, slot.presets)


def _emptied(desk: Desk, slot: Slot) -> Plain:
    """Without what stands there; what a part must have stays until the part goes."""
    if at(desk.values, slot.steps) is None:
        return desk.values
    if slot.steps[-1] in required().get(place_of(slot.steps[:-1]), ()):
        raise Refused(said("needed", desk.lang))
    return without(desk.values, slot.steps)


def _undertaken(values: Plain, slot: Slot, value: object) -> Plain:
    """An assurance is listed with its words; that none is given is a fact."""
    name = str(slot.steps[-1])
    if not isinstance(value, str):
        return placed(values, slot.steps, False)
    item = {"kind": name.removeprefix(ASSURANCE).replace("_", "-"), "says": value}
    return placed(values, ("assurances", len(values.get("assurances") or ())), item)


def _translated(values: Plain) -> Plain:
    """Every plain free text with the name of its language, before the case gets another one."""
    own = own_language(values)
    for steps, value in tuple(leaves(values)):
        shape = shapes().get(place_of(steps))
        if shape is not None and shape.kind is PlaceKind.WRITTEN:
            marked = [{own: item} if isinstance(item, str) else item for item in value] if isinstance(value, list) else value
            values = placed(values, steps, {own: value} if isinstance(value, str) else marked)
    return values


def language_pair(values: Plain, beside: str) -> tuple[Language, ...]:
    """The languages in which free text is entered side by side: the case's own, and one more where it is wanted."""
    own = own_language(values)
    return tuple(language for language in LANGUAGES if language == own) + tuple(x for x in LANGUAGES if x == beside and x != own)


# -- items of lists


def removed(values: Plain, wrong: Mapping[str, Mapping[str, str]], steps: Steps) -> tuple[Plain, dict[str, Mapping[str, str]]]:
    """The case without an item of a list; what is kept as wrong moves with the items behind it."""
    kept: dict[str, Mapping[str, str]] = {}
    for key, item in wrong.items():
        place, at_sign, language = key.partition("@")
        other = steps_of(place)
        if other[: len(steps) - 1] != steps[:-1] or len(other) < len(steps):
            kept[key] = item
            continue
        number, gone = other[len(steps) - 1], steps[-1]
        if isinstance(number, int) and isinstance(gone, int) and number != gone:
            behind = (*steps[:-1], number - (number > gone), *other[len(steps) :])
            kept[f"{shown(behind)}{at_sign}{language}"] = item
    return without(values, steps), kept


def is_list(values: Plain, steps: Steps) -> bool:
    """Whether a place holds several parts, and is one that the case can have now."""
    shape = shapes().get(place_of(steps))
    listed = shape is not None and shape.several and shape.kind is PlaceKind.PART
    return listed and isinstance(steps[-1], str) and not _beyond(values, (*steps, 0))


def is_item(values: Plain, steps: Steps) -> bool:
    """Whether a place is an item of a list that is there."""
    return len(steps) > 1 and isinstance(steps[-1], int) and steps[-1] < len(_items(values, steps[:-1])) and not _beyond(values, steps)


def count(values: Plain, steps: Steps) -> int:
    """How many items a list has."""
    return len(_items(values, steps))
