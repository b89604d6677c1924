# SPDX-License-Identifier: EUPL-1.2
"""Writes the JSON Schema of each kind of file under `law/` to `law/schema/`, and of case files to `docs/schemas/`.

Editors use them to complete and check while one writes; `comity law validate` stays the judge. The loader reads every plain value as
text, so what an editor takes for a number is allowed wherever text is.
"""

from __future__ import annotations

import json
from inspect import cleandoc
from pathlib import Path
from typing import Any

import msgspec

from comity.corpus import actor_documents, documents, drafting_documents, reform_documents, vocabulary_documents
from comity.draft.case.case import SCHEMA as CASE
from comity.draft.case.case import Case

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "law" / "schema"
PUBLISHED = ROOT / "docs" / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """File name and text of every schema."""
    shapes = {
        **documents.SCHEMAS,
        **actor_documents.SCHEMAS,
        **vocabulary_documents.SCHEMAS,
        **drafting_documents.SCHEMAS,
        **reform_documents.SCHEMAS,
    }
    return {f"{kind}.json": _text(msgspec.json.schema(shape)) for kind, shape in sorted(shapes.items())}


def published() -> dict[str, str]:
    """File name and text of the schemas that others build upon: a new version is a new file."""
    return {f"{CASE.replace('/', '-')}.json": _text(msgspec.json.schema(Case))}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps({"$schema": DIALECT, **_lenient(schema)}, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _lenient(part: Any) -> Any:
    """The same schema with numbers allowed for free text, and descriptions as every Python cuts them."""
    if isinstance(part, list):
        return [_lenient(item) for item in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") == "string" and "format" not in part:
        return {**part, "type": ["string", "number"]}
    return {key: cleandoc(value) if key == "description" and isinstance(value, str) else _lenient(value) for key, value in part.items()}


def main() -> None:
    """Write what changed, remove what is no schema any more."""
    FOLDER.mkdir(exist_ok=True)
    wanted = schemas()
    for path in FOLDER.glob("*.json"):
        if path.name not in wanted:
            path.unlink()
    for folder, texts in ((FOLDER, wanted), (PUBLISHED, published())):
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        print(f"{len(texts)} schemas in {folder.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
