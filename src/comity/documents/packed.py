# SPDX-License-Identifier: EUPL-1.2
"""Packs a ZIP container so that the same content is the same bytes."""

from __future__ import annotations

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def repacked(raw: bytes) -> bytes:
    """The same archive with fixed times, in the same order, written alike on every system."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            new.writestr(entry, old.read(name))
    return packed.getvalue()
