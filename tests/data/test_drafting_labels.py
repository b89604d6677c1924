# SPDX-License-Identifier: EUPL-1.2
"""Every place and every word of a case file has a name in four languages (``law/drafting/labels``), and no name is left over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import inspect

from comity.corpus.strict_yaml import read
from comity.draft.case.case import Case

LAW = Path(__file__).resolve().parents[2] / "law"
LANGUAGES = ("en", "az", "ru", "fr")
CYRILLIC = re.compile("[\u0400-\u04ff]")
MIXED = re.compile("[A-Za-z\u00c0-\u024f\u0259\u018f][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z\u00c0-\u024f\u0259\u018f]")
# what no letter shows, and `offence`, which takes the labels of `offences`
UNNAMED = ("schema", "id", "facts", "pleas", "lang", "trace", "person", "offence")
UNNAMED_WITHIN = ("id", "facts")
LISTS: Mapping[str, str] = read(LAW / "drafting" / "labels" / "lists.yaml").data["lists"]
SEVERITIES = ("refused", "returned", "delayed", "better")
OPEN_LISTS = ("language", "letter", "preparation")
HOMONYMS = {"letter.signature", "signatories"}  # the signature under a letter is not the signature of a treaty

Names = Mapping[str, Mapping[str, str]]
Closed = dict[str, set[str]]


def places(kind: inspect.Type, path: str = "") -> Iterator[tuple[str, inspect.Type]]:
    """Every place below a type of the model, with what may stand there; a list adds nothing to the path."""
    if isinstance(kind, inspect.UnionType):
        for one in kind.types:
            yield from places(one, path)
    elif isinstance(kind, inspect.VarTupleType):
        yield from places(kind.item_type, path)
    else:
        if path:
            yield path, kind
        if isinstance(kind, inspect.StructType):
            for field in kind.fields:
                yield from places(field.type, f"{path}.{field.encode_name}" if path else field.encode_name)


@cache
def model() -> tuple[tuple[str, inspect.Type], ...]:
    """The places of a case file."""
    return tuple(places(inspect.type_info(Case)))


def is_named(path: str) -> bool:
    """Whether a letter may show the place, so that it needs a label."""
    first, *rest = path.split(".")
    return first not in UNNAMED and not (rest and rest[-1] in UNNAMED_WITHIN)


def to_name() -> set[str]:
    """The places that need a label."""
    return {path for path, _ in model() if is_named(path)}


def literals() -> Closed:
    """The words of each closed list of the model, by the path of its place."""
    found: Closed = {}
    for path, kind in model():
        if is_named(path) and isinstance(kind, inspect.LiteralType):
            found.setdefault(path, set()).update(str(value) for value in kind.values if value != "")
    return found


def assurances() -> set[str]:
    """What may be assured: the facts ``assurance.*``, and reciprocity."""
    facts = (fact["name"] for path in sorted((LAW / "vocabulary" / "facts").glob("*.yaml")) for fact in read(path).data["facts"])
    return {name.partition(".")[2] for name in facts if name.startswith("assurance.")} | {"reciprocity"}


def words_needed() -> Closed:
    """The words of every list, by the name of the list."""
    lists: Closed = {"truth": {"yes", "no"}, "severity": set(SEVERITIES), "assurance": assurances()}
    for path, words in literals().items():
        lists.setdefault(LISTS[path], set()).update(words)
    return lists


def missing(needed: Iterable[str], named: Names) -> list[str]:
    """What needs a name and has none, or lacks it in a language."""
    without = [f"{key}: no label" for key in sorted(set(needed) - set(named))]
    return without + [
        f"{key}: not in {language}" for key, texts in named.items() for language in LANGUAGES if not str(texts.get(language) or "").strip()
    ]


def left_over(needed: Iterable[str], named: Names) -> list[str]:
    """What has a name and is not there, and languages that are none of the four."""
    beyond = [f"{key}: no such place or word" for key in sorted(set(named) - set(needed))]
    return beyond + [f"{key}: {language}?" for key, texts in named.items() for language in texts if language not in LANGUAGES]


def closed_only(named: Names) -> dict[str, Mapping[str, str]]:
    """The words of lists that are closed."""
    return {key: texts for key, texts in named.items() if key.partition(".")[0] not in OPEN_LISTS}


def foreign(named: Names) -> list[str]:
    """Labels in the wrong script, and words that mix two."""
    wrong = []
    for key, texts in named.items():
        for language, text in texts.items():
            if bool(CYRILLIC.search(text)) != (language == "ru") or MIXED.search(text):
                wrong.append(f"{key}: {language}: {text}")
    return wrong


def plain(text: str) -> str:
    """Small letters, also of the Azerbaijani dotted capital."""
    return text.replace("İ", "i").lower()


def against_glossary(named: Names) -> list[str]:
    """Labels that are a term of the glossary in English and another term in a further language."""
    terms = {plain(term["en"]): term for term in read(LAW / "vocabulary" / "glossary.yaml").data["terms"]}
    return [
        f"{key}: {language}: {text}, not {term[language]}"
        for key, texts in named.items()
        if key not in HOMONYMS and (term := terms.get(plain(texts["en"])))
        for language, text in texts.items()
        if plain(text) != plain(term[language])
    ]


def placeholders(named: Names) -> list[str]:
    """Words whose languages do not fill in the same values."""
    return [key for key, texts in named.items() if len({tuple(sorted(re.findall(r"\{[^}]*\}", text))) for text in texts.values()}) != 1]


@cache
def labels(top: str) -> Names:
    """The labels of places, or of words."""
    data: dict[str, Any] = read(LAW / "drafting" / "labels" / f"{top}.yaml").data
    assert set(data) == {top}
    return msgspec.convert(data[top], dict[str, dict[str, str]])


def needed_words() -> set[str]:
    """The keys of the words of closed lists."""
    return {f"{name}.{word}" for name, words in words_needed().items() for word in words}


def without(named: Names, key: str, language: str = "") -> dict[str, dict[str, str]]:
    """A copy with one label removed, or one language of it."""
    copy = {name: dict(texts) for name, texts in named.items()}
    if language:
        del copy[key][language]
    else:
        del copy[key]
    return copy


def with_text(named: Names, key: str, language: str, text: str) -> dict[str, dict[str, str]]:
    """A copy with one text changed or added."""
    copy = {name: dict(texts) for name, texts in named.items()}
    copy.setdefault(key, {})[language] = text
    return copy


def test_every_place_has_a_label() -> None:
    assert missing(to_name(), labels("places")) == []


def test_no_label_without_a_place() -> None:
    assert left_over(to_name(), labels("places")) == []


def test_every_closed_list_has_a_name() -> None:
    assert set(LISTS) - set(literals()) == {"assurances.kind"}  # closed by the facts
    assert set(literals()) <= set(LISTS)


def test_every_word_has_a_label() -> None:
    assert missing(needed_words(), labels("words")) == []


def test_no_label_without_a_word() -> None:
    named = labels("words")
    assert left_over(needed_words() - {key for key in named if key.startswith("language.")}, closed_only(named)) == []
    assert {key.partition(".")[0] for key in named} == set(words_needed()) | set(OPEN_LISTS)
    assert left_over(named, named) == []


def test_languages_are_codes_that_a_case_file_takes() -> None:
    codes = [key.partition(".")[2] for key in labels("words") if key.startswith("language.")]
    assert [code for code in codes if not re.fullmatch("[a-z]{2,3}", code)] == []


def test_one_offence_takes_the_labels_of_several() -> None:
    one = {path.partition(".")[2] for path, _ in model() if path.startswith("offence.")}
    assert one == {path.partition(".")[2] for path, _ in model() if path.startswith("offences.")}
    assert {"title", "penalty.max_months", "period.from"} <= one


@pytest.mark.parametrize("top", ["places", "words"])
def test_labels_are_written_in_their_script_and_in_the_terms_of_the_glossary(top: str) -> None:
    assert foreign(labels(top)) == []
    assert against_glossary(labels(top)) == []
    assert placeholders(labels(top)) == []


def test_labels_of_places_begin_with_a_capital() -> None:
    assert [key for key, texts in labels("places").items() if not all(text[0].isupper() for text in texts.values())] == []


def test_the_walk_reaches_lists_and_nested_mappings() -> None:
    named = to_name()
    assert {"persons", "persons.birth", "persons.birth.day", "team.leaders.function", "case.urgency.reason", "asked.period.from"} <= named
    assert not named & {"persons.id", "offences.facts", "person.role", "offence.title", "schema", "id"}


@pytest.mark.parametrize("key", ["persons.birth.day", "orders.copy", "team.leaders.function", "accounts"])
def test_a_removed_place_is_found(key: str) -> None:
    assert missing(to_name(), without(labels("places"), key)) == [f"{key}: no label"]
    assert missing(to_name(), without(labels("places"), key, "az")) == [f"{key}: not in az"]


@pytest.mark.parametrize("key", ["role.sought", "order.arrest-warrant", "channel.24-7", "assurance.pardon", "truth.no"])
def test_a_removed_word_is_found(key: str) -> None:
    assert missing(needed_words(), without(labels("words"), key)) == [f"{key}: no label"]
    assert missing(needed_words(), with_text(labels("words"), key, "fr", " ")) == [f"{key}: not in fr"]


def test_a_label_too_many_is_found() -> None:
    places_too_many = with_text(labels("places"), "persons.birth.hour", "en", "Hour of birth")
    assert left_over(to_name(), places_too_many) == ["persons.birth.hour: no such place or word"]
    words_too_many = closed_only(with_text(labels("words"), "role.judge", "en", "judge"))
    assert left_over(needed_words(), words_too_many) == ["role.judge: no such place or word"]
    assert left_over(to_name(), with_text(labels("places"), "persons", "de", "Personen")) == ["persons: de?"]


def test_a_wrong_script_term_or_placeholder_is_found() -> None:
    named = labels("words")
    assert foreign(with_text(named, "truth.no", "ru", "net")) == ["truth.no: ru: net"]
    assert foreign(with_text(named, "truth.no", "ru", "н" + "e" + "т")) == ["truth.no: ru: н" + "e" + "т"]
    assert foreign(with_text(named, "truth.no", "az", "хейр")) == ["truth.no: az: хейр"]
    assert against_glossary(with_text(named, "role.witness", "fr", "assistant")) == ["role.witness: fr: assistant, not témoin"]
    assert placeholders(with_text(named, "letter.page", "az", "Səhifə {page}")) == ["letter.page"]
