# SPDX-License-Identifier: EUPL-1.2
"""Any bytes whatever are law or are refused with a place: no other exception, no crash (QUALITY S8, S12)."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from comity.corpus import store
from comity.corpus.corpus import Corpus
from comity.corpus.load import load_files, problems_of
from comity.corpus.strict_yaml import MAX_DEPTH, parse
from comity.corpus.vocabulary_files import circles
from comity.model.errors import WrongLaw
from property.examples import examples
from unit.small_law import FILES, write

HERE = Path("law.yaml")
PLACE = re.compile(r".+?:[1-9]\d*: .+", re.DOTALL)

YAML_LIKE = st.text(st.sampled_from("ab:-[]{}\"'&*!|>#%@`?,\n\t \\0~<="), max_size=60)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\x85\u2028\u2029\ufeff\ufffe\uffff"), max_size=12)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(WORDS.filter(bool), inner, max_size=4)),
    max_leaves=12,
)


def problems_in(text: str) -> tuple[str, ...]:
    """What refuses a text; nothing where it is read."""
    try:
        parse(text, HERE)
    except WrongLaw as error:
        return error.problems
    return ()


@given(st.one_of(YAML_LIKE, st.text(st.characters(exclude_categories=["Cs"]), max_size=60)))
def test_any_text_is_read_or_refused(text: str) -> None:
    problems = problems_in(text)
    assert all(PLACE.fullmatch(problem) for problem in problems)
    if problems:
        return
    document = parse(text, HERE)
    assert plain(document.data)
    assert all(line >= 1 for line in document.lines.values())


def plain(value: Any, depth: int = 0) -> bool:
    """Whether a value holds only text, booleans and nothing, no deeper than is allowed."""
    if depth > MAX_DEPTH + 1:
        return False
    if isinstance(value, dict):
        return all(isinstance(key, str) and plain(item, depth + 1) for key, item in value.items())
    if isinstance(value, list):
        return all(plain(item, depth + 1) for item in value)
    return value is None or isinstance(value, str | bool)


@given(VALUES)
def test_what_was_written_is_read(value: object) -> None:
    """Text that is quoted stays what it is, whatever another reader of YAML would make of it."""

    class Quoting(yaml.SafeDumper):
        """Quotes all text, and repeats what is equal."""

        def ignore_aliases(self, data: Any) -> bool:
            return True

    Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
    written = yaml.dump({"key": value}, Dumper=Quoting, allow_unicode=True)
    if '"<<"' not in written:
        assert parse(written, HERE).data == {"key": value}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples: each writes every file of its law anew."""
    return tmp_path_factory.mktemp("law")


@examples(60)
@given(
    st.sampled_from(sorted(FILES)),
    st.lists(
        st.tuples(st.integers(0, 5_000), st.sampled_from(["flip", "cut", "double", "insert"]), st.binary(min_size=1, max_size=3)),
        min_size=1,
    ),
)
def test_damaged_law_is_read_or_refused(shared: Path, file: str, damages: list[tuple[int, str, bytes]]) -> None:
    law = write(shared)
    content = FILES[file].encode()
    for place, how, more in damages:
        at = place % (len(content) + 1)
        content = {
            "flip": content[:at] + more + content[at + len(more) :],
            "cut": content[:at] + content[at + 1 :],
            "double": content[:at] + content[at : at + 40] + content[at:],
            "insert": content[:at] + more + content[at:],
        }[how]
    (law / file).write_bytes(content)
    found = problems_of(law)
    assert all(PLACE.fullmatch(problem) and problem.startswith(str(law)) for problem in found)
    if found:
        with pytest.raises(WrongLaw):
            load_files(law)
    else:
        corpus = load_files(law)
        assert store.decode(store.encode(corpus, "key"), "key", Corpus) == corpus


@given(st.binary(max_size=200))
def test_any_bytes_are_no_fast_form(data: bytes) -> None:
    assert store.decode(data, None, Corpus) is None


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefgh"), max_size=4), max_size=8))
def test_circles(arrows: dict[str, list[str]]) -> None:
    """Each circle is one, and there is one exactly where a walk can come back to where it began."""
    found = circles(arrows)
    for circle in found:
        assert circle[0] == circle[-1]
        assert all(after in arrows[before] for before, after in pairwise(circle))
    assert bool(found) == any(start in reached(arrows, start) for start in arrows)


def reached(arrows: dict[str, list[str]], start: str) -> set[str]:
    seen: set[str] = set()
    stack = list(arrows.get(start, []))
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.add(node)
            stack.extend(arrows.get(node, []))
    return seen
