# SPDX-License-Identifier: EUPL-1.2
"""Types the values of a case into its pages, as a person does: fields that a page shows, items that are added, until nothing is left."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from django.test import Client

from comity.draft.case.read import Plain
from comity.draft.case.shape import PlaceKind, shapes
from comity.draft.case.things import LANGUAGES
from comity.draft.interview.places import Steps, leaves, place_of, shown
from comity.web.drafting.form import section_of
from comity.web.drafting.models import Draft

_FIELD = re.compile(r'name="w:([^"]*)" value="([0-9a-f]*)"')
_VERSION = re.compile(r'name="version" value="([0-9]+)"')


def seals(page: str) -> Mapping[str, str]:
    """The fields of a page with their seals."""
    return {html.unescape(key): seal for key, seal in _FIELD.findall(page)}


def version(page: str) -> str:
    """The version that a page shows."""
    return str(_VERSION.findall(page)[0])


def save(client: Client, draft: Draft, texts: Mapping[str, object], **headers: str) -> str:
    """Type texts into the fields of one section, and save; what the page says."""
    section = section_of(next(iter(texts)))
    page = client.get(f"/drafts/{draft.pk}/case/{section}/?all=1").content.decode()
    known = seals(page)
    missing = set(texts) - set(known)
    assert not missing, missing
    data = {"version": version(page)}
    for key, text in texts.items():
        data |= {f"v:{key}": text, f"w:{key}": known[key]}  # type: ignore[dict-item]
    return client.post(f"/drafts/{draft.pk}/case/{section}/save/", data, follow=True, headers=headers or None).content.decode()


def texts_of(values: Plain) -> dict[str, object]:
    """What is typed for the values of a case, by the key of its field."""
    pairs = (pair for steps, value in leaves(values) for pair in _typed(_listed(steps), value) if steps[-1] not in _NOT_TYPED)
    return dict(pairs)


_NOT_TYPED = ("id", "amount", "currency")


def _listed(steps: Steps) -> Steps:
    return ("offences", 0, *steps[1:]) if steps[0] == "offence" else steps


def _typed(steps: Steps, value: object) -> list[tuple[str, object]]:
    shape = shapes().get(place_of(steps))
    written = shape is not None and shape.kind is PlaceKind.WRITTEN
    if written and isinstance(value, list):
        return [pair for number, item in enumerate(value) for pair in _typed((*steps, number), item)]
    if written:
        texts = value if isinstance(value, dict) else {"en": value}
        return [(f"{shown(steps)}@{language}", texts[language]) for language in LANGUAGES if language in texts]
    if isinstance(value, list):
        return [(shown(steps), value if steps == ("bases",) else "; ".join(map(str, value)))]
    return [(shown(steps), str(value).lower() if isinstance(value, bool) else str(value))]
