# SPDX-License-Identifier: EUPL-1.2
"""Conditions over facts, as one small recursive type.

``name`` and ``value`` mean, by operator:

========== ======================= ==========================================================
operator   name                    value
========== ======================= ==========================================================
ALWAYS                             ()
ALL, ANY   ()                      parts in ``of``
NOT                                one part in ``of``
FACT       a truth                 ()
AT_LEAST.. a number, day, money    (bound,)
IS         a set                   words, one of which it must hold
HAS        a set of actors         roles (requesting, requested) or actor codes
OFFENCE                            aliases or ICCS codes
PARTY      an instrument           (requesting | requested | both, day fact or nothing)
STATED     what statements say     (requesting | requested, truth when they are silent)
UNKNOWN    why it is not known     ()
========== ======================= ==========================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Op(StrEnum):
    """Operators of a condition."""

    ALWAYS = "always"
    ALL = "all"
    ANY = "any"
    NOT = "not"
    FACT = "fact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    IS = "is"
    HAS = "has"
    OFFENCE = "offence"
    PARTY = "party"
    STATED = "stated"
    UNKNOWN = "unknown"


COMPARISONS = (Op.AT_LEAST, Op.MORE_THAN, Op.AT_MOST, Op.LESS_THAN)


@dataclass(frozen=True, slots=True)
class Expression:
    """One condition; see the module's table."""

    op: Op = Op.ALWAYS
    of: tuple[Expression, ...] = ()
    name: str = ""
    value: tuple[str, ...] = ()


ALWAYS = Expression()
