# SPDX-License-Identifier: EUPL-1.2
"""Whatever is typed in an interview, the saved file loads again to the same values."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from comity.cli.files import typed
from comity.corpus.strict_yaml import parse
from comity.draft.case.write import values_yaml
from comity.draft.interview.places import at, placed, steps_of
from unit.draft.drafting_law import case
from unit.draft.officer import on_invented_law, saved

HOSTILE = (
    *("true", "no", "NO", "null", "~", "007", "1e3", "2026-01-01", "=1+1", "- a", "? a", "a: b", "a #b", "{a: b}", "[a]", "&a", "*a", "!a"),
    *(
        "|",
        ">",
        "%a",
        "@a",
        "`a`",
        "'",
        '"',
        "\\",
        "---",
        "...",
        "<<",
        "\t",
        "\x85",
        "\u2028",
        "\ufeffa",
        "a\r\nb\n",
        "\x00",
        "\x1b[0m",
        "  a  ",
    ),
    *("'; DROP TABLE cases; --", "<script>alert(1)</script>", "${HOME}", "{{7*7}}", "مرحبا", "ქართული", "🙂" * 40, "word " * 80),
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300) | st.sampled_from(HOSTILE)
PLACES = st.sampled_from(
    ["case.reference", "summary.what", "persons[0].names[0].full", "asked.items[1]", "offence.title", "accounts[0].link", "on"]
)


@given(st.lists(st.tuples(PLACES, TEXT), max_size=5))
def test_the_saved_file_loads_to_the_same_values(answers: list[tuple[str, str]]) -> None:
    values = saved(case())
    for place, text in answers:
        values = placed(values, steps_of(place), text)
    assert typed(parse(values_yaml(values), Path("case.yaml")).data) == values
    assert values_yaml(saved(values)) == values_yaml(values)


@given(TEXT)
def test_what_is_typed_is_kept_as_typed(text: str) -> None:
    """A line is a command, is refused, or stands in the file letter by letter."""
    talk = on_invented_law()
    session = talk.interview.start(case())
    turn = talk.take(session, f"=summary.where {text}")
    if turn.session is not session and turn.session.wanted is None:
        assert at(saved(turn.session.sound), ("summary", "where")) == text
