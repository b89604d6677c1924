# SPDX-License-Identifier: EUPL-1.2
"""What a PDF from outside says. It is opened by a process of its own (``pdf_worker.py``), which is ended when it takes too much."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

from comity.model.errors import WrongInput
from comity.model.said import said
from comity.web.drafting.pdf_worker import MOST_LETTERS, MOST_PAGES

MOST_PDF_BYTES = 10_000_000
MOST_SECONDS = 60  # of the clock; of the processor it may have less
_INSTEAD = said("ask for the request.json that belongs to it, or copy the text into a file ending in .txt")

_WRONG = {
    "locked": said("the PDF is locked with a password"),
    "pages": said("the PDF has more than {number} pages", number=str(MOST_PAGES)),
    "letters": said("the PDF holds more than {number} letters", number=str(MOST_LETTERS)),
    "pictures": said("the PDF holds pictures of pages and no text"),
    "damaged": said("the PDF is damaged, or built in a way that cannot be read"),
}
"""What the process says in one word."""


@dataclass(frozen=True, slots=True)
class Found:
    """The text of a PDF, or the request as data where the PDF carries it."""

    text: str = ""
    data: str = ""


def read_pdf(content: bytes, name: str) -> Found:
    """The text of a PDF, or the data in it; WrongInput where it is too large, locked, damaged, built to do harm, or holds no text."""
    if len(content) > MOST_PDF_BYTES:
        raise WrongInput(said("larger than {number} bytes", number=str(MOST_PDF_BYTES)), where=name, do=_INSTEAD)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "comity.web.drafting.pdf_worker"], input=content, capture_output=True, timeout=MOST_SECONDS, check=True
        )
        found = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise WrongInput(said("the PDF takes too much time or memory to read, or is damaged"), where=name, do=_INSTEAD) from error
    if "wrong" in found:
        raise WrongInput(_WRONG[found["wrong"]], where=name, do=_INSTEAD)
    return Found(found.get("text", ""), found.get("data", ""))
