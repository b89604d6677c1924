# SPDX-License-Identifier: EUPL-1.2
"""The errors of Comity.

    ComityError
    |-- WrongInput        what the user gave is wrong: exit code 2
    |   `-- WrongLaw      a file under ``law/`` is wrong: place, what, how to mend it
    `-- OurFault          a defect of this program: exit code 3

A refusal ground is a finding, never an exception.
"""

from __future__ import annotations


class ComityError(Exception):
    """An error with a stable code, what is wrong, where it is and what to do."""

    code = "comity"

    def __init__(self, what: str, *, where: str = "", do: str = "", code: str = "") -> None:
        self.what = what
        self.where = where
        self.do = do
        self.code = code or type(self).code
        super().__init__(self.text)

    @property
    def text(self) -> str:
        """One line: where, what, what to do."""
        place = f"{self.where}: " if self.where else ""
        advice = f" - {self.do}" if self.do else ""
        return f"{place}{self.what}{advice}"


class WrongInput(ComityError):
    """What the user gave cannot be used."""

    code = "wrong-input"


class WrongLaw(WrongInput):
    """A file of the corpus cannot be used; all its defects are in ``problems``."""

    code = "wrong-law"

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class OurFault(ComityError):
    """A defect of this program."""

    code = "our-fault"
