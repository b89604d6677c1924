# SPDX-License-Identifier: EUPL-1.2
"""Pictures of pages for the documentation, kept where ``COMITY_SCREENSHOTS=1`` asks for them."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from web.browser.conftest import NARROW, WIDE

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "screenshots"
COLOURS = 48
HIGHEST = 1400


@dataclass
class Album:
    """Where the pictures of one walk through the pages go, numbered by themselves."""

    walk: str
    language: str
    number: int = 0

    def keep(self, page: Page, name: str) -> None:
        """Two pictures of a page, wide and narrow, in few colours."""
        self.number += 1
        if os.environ.get("COMITY_SCREENSHOTS") != "1":
            return
        FOLDER.mkdir(parents=True, exist_ok=True)
        for size, look in ((NARROW, "narrow"), (WIDE, "wide")):
            page.set_viewport_size(size)  # type: ignore[arg-type]  # a plain dict is what it takes
            shown = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
            shown = shown.crop((0, 0, shown.width, min(shown.height, HIGHEST)))
            target = FOLDER / f"{self.walk}-{self.number:02}-{name}-{self.language}-{look}.png"
            shown.quantize(COLOURS).save(target, "PNG", optimize=True)
