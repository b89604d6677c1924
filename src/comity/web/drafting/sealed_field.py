# SPDX-License-Identifier: EUPL-1.2
"""A column of plain values that stand encrypted in the database."""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from comity.web.sealing import seal, unseal


class SealedJSONField(models.BinaryField):  # type: ignore[type-arg]  # what goes in and out is any plain value
    """Plain values, sealed under the data key; they are read as they were given, and cannot be searched."""

    @property
    def place(self) -> str:
        """For what its values are sealed: the table and the column."""
        return f"{self.model._meta.db_table}.{self.column}"

    def get_default(self) -> Any:
        """The default as it was given: a column of bytes would make an empty text into bytes."""
        return models.Field.get_default(self)

    def from_db_value(self, value: Any, expression: object, connection: object) -> Any:
        """Opened; SealError where it cannot be."""
        return None if value is None else json.loads(unseal(bytes(value), self.place))

    def get_prep_value(self, value: Any) -> Any:
        """Sealed."""
        return None if value is None else seal(json.dumps(value, ensure_ascii=False).encode(), self.place)
