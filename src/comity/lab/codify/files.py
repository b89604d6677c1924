# SPDX-License-Identifier: EUPL-1.2
"""The files of a codification: the act in three formats, the comparison, the data, the draft."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from comity.corpus.corpus import Corpus
from comity.documents.akoma_ntoso import akoma_ntoso_bytes
from comity.documents.docx import docx_bytes
from comity.documents.pdf import pdf_bytes
from comity.lab.codify.act import Act
from comity.lab.codify.comparison import comparison_csv, comparison_html
from comity.lab.codify.data import act_data
from comity.lab.codify.draft import as_draft
from comity.lab.codify.draft_files import draft_files
from comity.lab.codify.paper import act_paper
from comity.lab.codify.round_trip import round_trip


def codify_files(corpus: Corpus, act: Act) -> Mapping[str, bytes]:
    """Every file by its name; an act of no state has no draft and no round trip."""
    paper = act_paper(corpus, act)
    trip = round_trip(corpus, act) if act.state else None
    found = {
        "act.xml": akoma_ntoso_bytes(paper),
        "act.docx": docx_bytes(paper),
        "act.pdf": pdf_bytes(paper),
        "act.json": msgspec.json.format(msgspec.json.encode(act_data(act, trip)), indent=1),
        "comparison.html": comparison_html(corpus, act, trip).encode(),
        "comparison.csv": comparison_csv(act).encode(),
    }
    if act.state:
        found |= {f"draft/{name}": content.encode() for name, content in draft_files(as_draft(act)).items()}
    return found
