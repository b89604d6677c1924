# SPDX-License-Identifier: EUPL-1.2
"""Build hook: packs the body of law into the wheel in its fast form, so that an installed program needs no `law/`.

An editable install reads `law/` itself and gets nothing. A body of law with a problem stops the build.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKED = ("comity/corpus/_law.bin", "comity/corpus/_drafting.bin")
BESIDE = {  # what commands read as files, and where the installed program looks for it
    "law/vocabulary/phrases": "comity/lab/_phrases",
    "law/vocabulary/glossary.yaml": "comity/web/library/glossary.yaml",
    "law/vocabulary/regions.yaml": "comity/corpus/regions.yaml",
    "law/vocabulary/resolution": "comity/lab/contradictions/resolution",
}


class PackedLaw(BuildHookInterface[BuilderConfig]):
    """Adds the packed law to a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Pack the law, except for an editable install."""
        self._folder = Path(tempfile.mkdtemp(prefix="comity-law-"))
        if version == "editable":
            return
        for place, content in zip(PACKED, packed_law(Path(self.root)), strict=True):
            packed = self._folder / Path(place).name
            packed.write_bytes(content)
            build_data["force_include"][str(packed)] = place
        for source, place in BESIDE.items():
            build_data["force_include"][str(Path(self.root) / source)] = place

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was packed for this build."""
        shutil.rmtree(self._folder)


def packed_law(root: Path) -> tuple[bytes, bytes]:
    """The fast forms of `law/` and of what drafting reads, made by the program that will read them."""
    sys.path.insert(0, str(root / "src"))
    from comity.corpus import store  # noqa: PLC0415 - what it needs is installed only once this hook is known
    from comity.corpus.load import load_drafting_files, load_files  # noqa: PLC0415 - the same

    law = root / "law"
    key = store.key_of(law)
    return store.encode(load_files(law, key), key), store.encode(load_drafting_files(law), key)
