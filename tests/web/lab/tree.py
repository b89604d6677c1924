# SPDX-License-Identifier: EUPL-1.2
"""Pages as trees."""

from __future__ import annotations

from typing import Any, TypeAlias

from lxml import html

Tree: TypeAlias = Any
"""A page, or a part of it: what a path finds in it depends on the path."""


def tree(content: bytes) -> Tree:
    """A page as a tree."""
    return html.document_fromstring(content.decode())
