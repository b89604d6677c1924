# SPDX-License-Identifier: EUPL-1.2
"""What may stand in a paper: every letter, and no control character that XML or a reader would stumble over."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def printable(words: str) -> str:
    """The words, each forbidden character shown as U+FFFD; controls of writing direction are among them, for they hide text."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", words)
