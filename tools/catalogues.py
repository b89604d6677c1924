# SPDX-License-Identifier: EUPL-1.2
"""Takes the texts of the web pages from templates and code into `src/comity/web/locale`, and compiles the catalogues.

catalogues.py           every text of today in every .po, the translations of yesterday kept; .mo made anew; says what is not translated
catalogues.py --open    the texts that lack a translation, one JSON list a language
"""

from __future__ import annotations

import ast
import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.template import engines
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "src" / "comity" / "web"
LOCALE = WEB / "locale"
LANGUAGES = ("az", "fr", "ru")
PLURALS = {
    "az": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
ONE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
MANY = {"ngettext", "ngettext_lazy"}
WITHIN = {"pgettext", "pgettext_lazy"}
IN_TAG = re.compile(r"""_\(\s*(?:"([^"]+)"|'([^']+)')\s*\)""")
DAY = datetime(2026, 11, 27, tzinfo=UTC)
DATES = re.compile(
    r'^"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Report-Msgid-Bugs-To|Generated-By):.*\n', re.MULTILINE
)


class Text(NamedTuple):
    """A text to translate: its words, its plural, its context and the file where it stands."""

    words: str
    plural: str | None
    context: str | None
    place: str


def texts() -> list[Text]:
    """Every text of templates and code, in the order of their files."""
    found: list[Text] = []
    for path in sorted(WEB.rglob("*.py")):
        found += in_code(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    for path in sorted((WEB / "templates").rglob("*")):
        if path.suffix in (".html", ".txt", ".svg"):
            found += in_template(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    return found


def in_code(source: str, place: str) -> Iterator[Text]:
    """The texts that code marks by a call."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        words = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if name in ONE and words:
            yield Text(words[0], None, None, place)
        elif name in MANY and len(words) > 1:
            yield Text(words[0], words[1], None, place)
        elif name in WITHIN and len(words) > 1:
            yield Text(words[1], None, words[0], place)


def in_template(source: str, place: str) -> Iterator[Text]:
    """The texts that a template marks by a tag, word for word as they are looked up when it is shown."""
    engine: Any = engines["django"]
    nodes = engine.from_string(source).template.nodelist
    for node in nodes.get_nodes_by_type(TranslateNode):
        literal = getattr(node.filter_expression.var, "literal", None)
        if isinstance(literal, str):
            yield Text(literal.replace("%", "%%"), None, _literal(node.message_context), place)
    for node in nodes.get_nodes_by_type(BlockTranslateNode):
        plural = node.render_token_list(node.plural)[0] if node.plural else None
        yield Text(node.render_token_list(node.singular)[0], plural, _literal(node.message_context), place)
    for double, single in IN_TAG.findall(source):
        yield Text(double or single, None, None, place)


def _literal(context: Any) -> str | None:
    return context.var.literal if context is not None else None


def catalogue(language: str, found: Iterable[Text]) -> Catalog:
    """The texts found, with the translations that the catalogue of the language has."""
    kept = stored(language)
    made = _empty(language)
    for text in sorted(found, key=lambda text: (text.words, text.context or "", text.place)):
        words = (text.words, text.plural) if text.plural else text.words
        before = kept.get(text.words, text.context)
        translated = before.string if before is not None and bool(before.pluralizable) == bool(text.plural) else None
        made.add(
            words, translated, locations=[(text.place, 0)], context=text.context, flags=["python-format"] if "%(" in text.words else []
        )
    return made


def stored(language: str) -> Catalog:
    """The catalogue as it lies in the tree."""
    path = po(language)
    if not path.exists():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def po(language: str) -> Path:
    """Where the catalogue of a language is."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def as_po(made: Catalog) -> bytes:
    """The catalogue for people, without what changes from run to run."""
    written = io.BytesIO()
    write_po(written, made, width=0, sort_output=False, ignore_obsolete=True, include_lineno=False)
    return DATES.sub("", written.getvalue().decode()).encode()


def as_mo(language: str) -> bytes:
    """The stored catalogue for machines."""
    plain = _empty(language)
    for message in stored(language):
        if message.id and is_translated(message):
            plain.add(message.id, message.string, context=message.context)
    written = io.BytesIO()
    write_mo(written, plain)
    return written.getvalue()


def _empty(language: str) -> Catalog:
    """A catalogue whose head does not change from day to day, with our own rule of plurals."""
    made = Catalog(
        locale=language, project="Comity", version="1", charset="utf-8", fuzzy=False, creation_date=DAY, revision_date=DAY,
        header_comment="# SPDX-License-Identifier: EUPL-1.2",
    )  # fmt: skip
    made.mime_headers = [("Plural-Forms", PLURALS[language])]
    return made


def is_translated(message: Message) -> bool:
    """Whether every form has words."""
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(strings)


def start() -> None:
    """Templates need the settings of the application; they get a home that is thrown away."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.web.settings")
    os.environ.setdefault("COMITY_HOME", tempfile.mkdtemp(prefix="comity-catalogues-"))
    django.setup()


def main(arguments: list[str]) -> None:
    """Write all catalogues, or say what they lack."""
    start()
    found = texts()
    for language in LANGUAGES:
        made = catalogue(language, found)
        lacking = [message for message in made if message.id and not is_translated(message)]
        if arguments == ["--open"]:
            print(json.dumps([message.id for message in lacking], ensure_ascii=False, indent=1))
            continue
        path = po(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_po(made))
        path.with_suffix(".mo").write_bytes(as_mo(language))
        print(f"{language}: {len(made)} texts, {len(lacking)} not translated")


if __name__ == "__main__":
    main(sys.argv[1:])
