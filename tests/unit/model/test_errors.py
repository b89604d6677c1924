# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from comity.model.errors import ComityError, OurFault, WrongInput, WrongLaw


@pytest.mark.parametrize(
    ("error", "code", "text"),
    [
        (ComityError("broken"), "comity", "broken"),
        (WrongInput("unknown actor 'XQ'", where="from", do="name another"), "wrong-input", "from: unknown actor 'XQ' - name another"),
        (WrongInput("not JSON", do="mend it", code="not-json"), "not-json", "not JSON - mend it"),
        (WrongLaw(("a:1: x - y", "b:2: z - w")), "wrong-law", "a:1: x - y\nb:2: z - w"),
        (OurFault("lost", where="here"), "our-fault", "here: lost"),
    ],
)
def test_code_and_text(error: ComityError, code: str, text: str) -> None:
    assert error.code == code
    assert error.text == str(error) == text


def test_tree() -> None:
    """Wrong law is wrong input; our own fault is not."""
    assert issubclass(WrongLaw, WrongInput)
    assert issubclass(WrongInput, ComityError)
    assert not issubclass(OurFault, WrongInput)
