# SPDX-License-Identifier: EUPL-1.2
"""Sentences as values: English as they are, other languages by a table, what has no words there marked."""

from __future__ import annotations

import copy
from dataclasses import dataclass

import msgspec
import pytest

from comity.model.said import Said, Span, Speaker, Spoken, has_words, in_line, joined, mapped, plain_words, remark, said, spoken, told
from comity.model.text import Text

PHRASES = {
    text.en: text
    for text in (
        Text("before {other}: {why}", ru="раньше, чем {other}: {why}"),
        Text("by its name", ru="по названию"),
        Text("{one} and {other}", ru="{other} и {one}"),
    )
}
RU = Speaker(PHRASES, "ru")


def spans(words: str) -> list[tuple[str, str]]:
    assert isinstance(words, Spoken)
    return [(span.words, span.lang) for span in words.spans]


def test_a_sentence_is_its_english_words() -> None:
    words = said("before {other}: {why}", other="fx-001", why=said("by its name"))
    assert words == "before fx-001: by its name"
    assert "before fx-001: by its name" in frozenset({words})
    assert type(Speaker(PHRASES, "en").say(words)) is str


def test_it_is_said_in_another_language() -> None:
    words = RU.say(said("before {other}: {why}", other="fx-001", why=said("by its name")))
    assert words == "раньше, чем fx-001: по названию"
    assert spans(words) == [("раньше, чем fx-001: по названию", "ru")]


def test_parts_stand_where_the_language_has_them() -> None:
    assert RU.say(said("{one} and {other}", one="A", other="B")) == "B и A"


def test_what_has_no_words_there_stays_english_and_says_so() -> None:
    words = RU.say(said("before {other}: {why}", other="fx-001", why=remark("not {read}")))
    assert spans(words) == [("раньше, чем fx-001: ", "ru"), ("not {read}", "en")]
    assert spans(RU.say(said("no {what} here", what="fx-001"))) == [("no ", "en"), ("fx-001", "ru"), (" here", "en")]


def test_words_of_the_law_are_said_as_the_law_has_them() -> None:
    assert spans(RU.say(told(Text("a rule", ru="норма")))) == [("норма", "ru")]
    assert spans(RU.say(told(Text("a rule")))) == [("a rule", "en")]


def test_words_that_are_no_sentence_are_left_alone() -> None:
    assert RU.say("plain") == "plain"
    assert not isinstance(RU.say("plain"), Spoken)


def test_a_line_of_sentences() -> None:
    one = said("by its name")
    assert joined("; ", [one]) is one
    words = joined("; ", [one, "fx-001"])
    assert words == "by its name; fx-001"
    assert RU.say(words) == "по названию; fx-001"
    assert joined("; ", []) == ""
    assert in_line(["x ", RU.say(remark("y"))], "ru").spans == (Span("x ", "ru"), Span("y", "en"))


def test_a_page_marks_what_is_in_another_language() -> None:
    words = Spoken([Span("<1> ", "ru"), Span("a & b", "en"), Span("", "fr")], "ru")
    assert words.__html__() == '&lt;1&gt; <span lang="en">a &amp; b</span>'


def test_a_piece_keeps_its_languages() -> None:
    words = Spoken([Span("один; ", "ru"), Span("two; three", "en")], "ru")
    assert spans(words[3:9]) == [("н; ", "ru"), ("two", "en")]
    assert spans(words[6:10].strip()) == [("two;", "en")]
    assert words[0] == "о"
    assert words[50:] == ""
    assert spans(mapped(words, lambda part: part.replace("two", "2"))) == [("один; ", "ru"), ("2; three", "en")]
    assert mapped("two", str.upper) == "TWO"


@dataclass(frozen=True)
class Line:
    says: str
    parts: tuple[str, ...]
    number: int


def test_every_sentence_in_a_value_is_said() -> None:
    line = Line(said("by its name"), (said("by its name"), "plain"), 3)
    assert spoken(line, RU.say) == Line("по названию", ("по названию", "plain"), 3)
    plain = Line("plain", ("plain",), 3)
    assert spoken(plain, RU.say) is plain


def test_a_sentence_is_plain_text_for_encoders() -> None:
    assert msgspec.json.encode([said("by its name")], enc_hook=plain_words) == b'["by its name"]'
    assert type(plain_words(said("by its name"))) is str
    with pytest.raises(NotImplementedError, match="no plain value: object"):
        plain_words(object())


def test_a_sentence_survives_a_copy() -> None:
    words = said("before {other}: {why}", other="fx-001", why="x")
    other = copy.deepcopy(words)
    assert isinstance(other, Said)
    assert (other, other.phrase, dict(other.parts)) == (words, words.phrase, dict(words.parts))


def test_whether_a_phrase_has_words() -> None:
    assert not has_words("{code}: {says} ({sure})")
    assert has_words("{code} is")
