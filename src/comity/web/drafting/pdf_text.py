# SPDX-License-Identifier: EUPL-1.2
"""What a PDF from outside says. It is opened by a process of its own (``pdf_worker.py``), which is ended when it takes too much."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

from comity.model.errors import WrongInput
from comity.model.said import said

MOST_PDF_BYTES = 10_000_000
MOST_SECONDS = 60  # of the clock; of the processor it may have less
_INSTEAD = said("ask for the request.json that belongs to it, or copy the text into a file ending in .txt")


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
        raise WrongInput(said(found["wrong"], number=found.get("number", "")), where=name, do=_INSTEAD)
    return Found(found.get("text", ""), found.get("data", ""))
