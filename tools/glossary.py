# SPDX-License-Identifier: EUPL-1.2
"""Writes `docs/glossary.md` from `law/vocabulary/glossary.yaml`."""

from __future__ import annotations

from pathlib import Path

import msgspec

from comity.corpus.strict_yaml import read
from comity.corpus.vocabulary_documents import GlossaryDoc, TermDoc

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "law" / "vocabulary" / "glossary.yaml"
PAGE = ROOT / "docs" / "glossary.md"
HEAD = """# Glossary

One term for one concept, in code, pages and documents alike. Made from `law/vocabulary/glossary.yaml` by `make glossary`: change it there.

| English | Azerbaijani | Russian | French | what it means |
| --- | --- | --- | --- | --- |
"""


def page() -> str:
    """The page, in alphabetical order of the English terms."""
    terms = msgspec.convert(read(SOURCE).data, GlossaryDoc).terms
    return HEAD + "".join(_row(term) for term in sorted(terms, key=lambda term: term.en.casefold()))


def _row(term: TermDoc) -> str:
    definition = term.definition if isinstance(term.definition, str) else term.definition.en
    cells = (f'<a id="{term.id}"></a>{term.en}', term.az, term.ru, term.fr, definition)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
