# SPDX-License-Identifier: EUPL-1.2
"""The lock names the public index alone: no other host, no folder of a machine."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LOCK = Path(__file__).parents[2] / "uv.lock"
INDEX = "https://pypi.org/simple"


def strange(packages: list[dict[str, Any]]) -> Iterator[str]:
    """Packages that come from anywhere but the public index; the project itself is the one exception."""
    for package in packages:
        name, source = package["name"], package["source"]
        if name == "comity":
            if source != {"editable": "."}:
                yield f"{name}: {source}"
            continue
        if source != {"registry": INDEX}:
            yield f"{name}: {source}"
        files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
        yield from (f"{name}: {file}" for file in files if not _public(file.get("url", "")))


def _public(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" and str(parts.hostname).endswith(".pythonhosted.org")


def test_only_the_public_index() -> None:
    packages = tomllib.loads(LOCK.read_text(encoding="utf-8"))["package"]
    assert len(packages) > 5
    assert not list(strange(packages))


def test_it_bites() -> None:
    assert list(strange([{"name": "x", "source": {"registry": "https://mirror.example/simple"}}]))
    assert list(strange([{"name": "x", "source": {"registry": INDEX}, "wheels": [{"path": "wheels/x.whl"}]}]))
    assert list(strange([{"name": "x", "source": {"registry": INDEX}, "sdist": {"url": "https://mirror.example/x.tar.gz"}}]))
    assert list(strange([{"name": "comity", "source": {"editable": "/home/someone/comity"}}]))
