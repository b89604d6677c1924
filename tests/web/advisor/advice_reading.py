# SPDX-License-Identifier: EUPL-1.2
"""Reads pages as a browser without scripts does: forms with their fields, links, and what stands in errors."""

from __future__ import annotations

from typing import Any

import lxml.html
from django.test import Client
from lxml.html import HtmlElement

BASE = {"requesting": "AZ", "requested": "GE", "measure": "bank-records", "on": "2026-11-24", "offence": "money-laundering"}
PART = {"HX-Request": "true"}


def every(tree: HtmlElement, tag: str = "*", **attributes: str) -> list[HtmlElement]:
    """The elements with these attributes; ``class_`` is one of several classes, an attribute with no value is only there."""
    wanted = {name.rstrip("_"): value for name, value in attributes.items()}
    return [item for item in tree.iter(tag) if isinstance(item.tag, str) and all(_has(item, *pair) for pair in wanted.items())]


def _has(item: HtmlElement, name: str, value: str) -> bool:
    given = item.get(name)
    return given is not None and (not value or given == value or (name == "class" and value in given.split()))


def parsed(response: Any) -> HtmlElement:
    """The page as a tree."""
    return lxml.html.fromstring(response.content.decode())


def words(tree: HtmlElement) -> str:
    """All words of a tree with single blanks."""
    return " ".join(tree.text_content().split())


def answered(client: Client, **given: str) -> Any:
    """The page of an answer, over its redirect."""
    return client.get("/advice/answer/", {**BASE, **given}, follow=True)


def errors(response: Any) -> dict[str, str]:
    """The error summary: the field that each line leads to, and its words; every field must be on the page."""
    tree = parsed(response)
    boxes = every(tree, class_="govuk-error-summary__list")
    found = {link.get("href").removeprefix("#"): link.text_content() for box in boxes for link in box.iter("a")}
    for name in found:
        assert every(tree, id=name), f"no field {name}"
    return found


def questions(tree: HtmlElement) -> list[HtmlElement]:
    """The forms of the open questions."""
    return [form for item in every(tree, class_="advice-question") for form in item.iter("form")]


def asked(form: HtmlElement) -> str:
    """The parameter that the form of a question gives."""
    named = [element.get("name") for element in form.iter("button", "select", "input") if element.get("type") != "hidden"]
    return str(next(name for name in named if name))


def sent(form: HtmlElement, name: str, value: str) -> dict[str, str]:
    """What a browser sends for an answer to a question."""
    hidden = {element.get("name"): element.get("value") for element in every(form, "input", type="hidden")}
    return {**hidden, name: value}
