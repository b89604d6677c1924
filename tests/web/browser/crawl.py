# SPDX-License-Identifier: EUPL-1.2
"""Every page that a person can reach by links, at most a few of one route, and the routes that forms send to."""

from __future__ import annotations

import html
import re
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from comity.web.accounts.models import User

EACH = 1
LINK = re.compile(r"<a\s[^>]*?href=\"([^\"]+)\"")
ACT = re.compile(r"(?:action|formaction|hx-post|hx-get|src)=\"([^\"]+)\"")


@dataclass
class Site:
    """What a person reached: the addresses of pages and their routes, by route how many; the routes of acts, parts and files."""

    pages: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    routes: Counter[str] = field(default_factory=Counter)
    acts: set[str] = field(default_factory=set)


def route_of(address: str) -> str | None:
    """The name of the route of an address of ours."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None


def routes() -> set[str]:
    """The names of all routes."""
    return set(_names(get_resolver().url_patterns, ""))


def _names(patterns: Iterable[URLPattern | URLResolver], space: str) -> Iterable[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _names(pattern.url_patterns, inner)
        elif pattern.name:
            yield space + pattern.name


def crawl(user: User, seeds: Iterable[str]) -> Site:
    """All seeds, and what their links lead to, of each route one."""
    client = Client()
    client.force_login(user)
    wanted = set(seeds)
    site, seen, waiting = Site(), set(), deque(sorted(wanted))
    while waiting:
        address = waiting.popleft()
        route = route_of(address)
        if route is None or address in seen or (address not in wanted and site.routes[route] >= EACH):
            continue
        seen.add(address)
        answer = client.get(address, HTTP_HOST="localhost")
        saved = answer.get("Content-Disposition", "").startswith("attachment")
        if answer.status_code != 200 or saved or not answer["Content-Type"].startswith("text/html"):
            site.acts.add(route)
            answer.getvalue()  # so that what it reads from is closed
            continue
        text = answer.content.decode()
        site.acts |= {name for found in ACT.findall(text) if (name := route_of(_absolute(address, found)))}
        if text.lstrip().lower().startswith("<!doctype"):
            site.pages.append(address)
            site.order.append(route)
            site.routes[route] += 1
            waiting.extend(_absolute(address, link) for link in LINK.findall(text) if not link.startswith(("#", "http", "mailto:", "tel:")))
    return site


def _absolute(page: str, link: str) -> str:
    return urljoin(page, html.unescape(link).partition("#")[0])
