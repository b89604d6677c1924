# SPDX-License-Identifier: EUPL-1.2
"""Every page that links reach: axe finds nothing, wide and narrow, light and dark; nothing is cut off, in English and Azerbaijani."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from comity.web.accounts.models import Unit, User
from comity.web.drafting.acts import Start
from comity.web.drafting.files import example
from comity.web.drafting.receiving import Incoming, Receive
from comity.web.jobs.acts import StartJob, Wanted
from comity.web.jobs.kinds import kind_of
from comity.web.jobs.lifecycle import State
from comity.web.jobs.models import Job, JobFile
from comity.web.lab.questions import FORMS
from comity.web.library.models import Contact, ErrorReport
from web.browser.conftest import NARROW, WIDE
from web.browser.crawl import Site, crawl, routes
from web.lab.examples import clash, found_data

pytestmark = pytest.mark.needs("chromium")
AXE = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")
EVERYTHING: dict[str, Any] = {"resultTypes": ["violations"]}
COLOURS: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
QUESTION = "requesting=AZ&requested=GE&measure=bank-records"
SEEDS = {
    "/",
    "/account/password/change/",
    f"/advice/answer/?{QUESTION}",
    "/advice/?requesting=Nowhere&requested=GE&measure=nothing",
    f"/advice/history/?{QUESTION}",
    f"/advice/compare/?{QUESTION}&other_requested=TR",
    "/law/instruments/ets-030/",
    "/law/states/GE/?partner=AZ",
    "/law/directory/new/",
    "/lab/compare/?instruments=minsk-1993&instruments=chisinau-2002&topics=grounds",
    "/lab/compare/?states=AZ&states=GE&show=channel",
    "/lab/programmes/measure/",
    "/nothing-is-here/",
}
APART = {
    "api:revoke": "an act on a token, which only its maker sees once",
    "drafting:annex": "a file",
    "drafting:archive": "an act on a finished draft, judged in tests/web/drafting",
    "drafting:original": "a file",
    "drafting:decide": "an act on a remark of the other side, judged in tests/web/drafting",
    "drafting:shared_paper": "a file",
    "drafting:take_in": "an act on a paper that was shared, judged in tests/web/drafting",
    "drafting:attach": "an act on an annex of the case, judged in tests/web/drafting",
    "drafting:hand_over": "an act where a colleague drafts too",
    "drafting:settle": "an act on a comment",
    "drafting:undo": "an act after a change",
    "drafting:restore": "an act after a change, judged in tests/web/drafting",
    "drafting:letter": "a file",
    "accounts:back": "an act on an absence",
    "accounts:back-user": "an act on an absence of another",
    "accounts:act": "an act on an account",
    "accounts:end-role": "an act on a role",
    "accounts:invite-again": "an act on an account that was never used",
    "accounts:invitation": "its own key, judged in tests/web/accounts",
    "library:contacts-apply": "an act on a file, judged in tests/web/library",
    "library:contacts-preview": "a page on a file, judged in tests/web/library",
}
"""Routes of our own that no link of these pages reaches, and why."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for what is uploaded."""
    monkeypatch.setenv("COMITY_HOME", str(tmp_path / "home"))


@pytest.fixture
def seeds(office: dict[str, User]) -> set[str]:
    """The addresses to begin with: those of a whole draft, a request that came, a contact and a report among them."""
    officer, unit = office["officer"], Unit.objects.get()
    case = example("bank-records")
    draft = Start(officer, unit, case, "example").run()
    came = Receive(officer, unit, Incoming("case.yaml", b"a file", case)).run()
    text = Receive(officer, unit, Incoming("request.txt", b"a text", text="Georgia asks Azerbaijan.")).run()
    contact = Contact.objects.create(state="GE", authority="Ministry of Justice", languages="en", source="A letter")
    report = ErrorReport.objects.create(where="/law/states/GE/", what="A name", text="It is written otherwise.", who=officer)
    parts = ("", "case/persons/", "case/facts/?all=1", "papers/", "plan/", "comments/", "versions/", "shared/")
    own = {f"/drafts/{draft.pk}/{part}" for part in parts} | {f"/drafts/received/{row.pk}/" for row in (came, text)}
    jobs = [Job.objects.create(who=officer, kind="contradictions", key=str(number), question={"state": "AZ"}) for number in range(2)]
    JobFile.of(jobs[0], "result.json", found_data(clash("period", "unresolved"), clash("channel", "later")))
    Job.objects.filter(pk=jobs[0].pk).update(state=State.DONE.value)
    own |= {f"/jobs/{job.pk}/" for job in jobs}
    return SEEDS | own | _lab(officer) | {f"/law/directory/{contact.pk}/", f"/law/reports/{report.pk}/"}


def _lab(officer: User) -> set[str]:
    """Questions to the lab that are answered, small ones, and one that waits."""
    few = {"measures": ["hearing-video"], "offences": ["fraud"], "on": "2026-11-24"}
    asked: dict[str, dict[str, Any]] = {
        "simulate": {"state": "AZ", "ratify": ["ets-182"], "each": True, **few},
        "plan": {"states": ["AZ"], "k": 1, "no_bilateral": True, **few},
        "codify": {"state": "AZ", "instruments": ["az-extradition-law", "ets-024"], "on": "2026-11-24"},
    }
    done = {kind: StartJob(officer, _wanted(kind, question)).run().pk for kind, question in asked.items()}
    waiting = Job.objects.create(who=officer, kind="plan", question=asked["plan"]).pk
    views = {f"/jobs/{done['codify']}/?view={view}" for view in ("contradictions", "norms", "back", "paper")}
    forms = {f"/lab/{kind}/" for kind in (*asked, "replay")}
    return {f"/jobs/{number}/" for number in (*done.values(), waiting)} | views | forms | {"/jobs/"}


def _wanted(kind: str, question: dict[str, Any]) -> Wanted:
    form = FORMS[kind](question)
    assert form.is_valid(), form.errors
    return Wanted(kind_of(kind), form.question(), form.arguments(), "", form.given_files())


@pytest.fixture
def others(office: dict[str, User]) -> set[str]:
    """The addresses to begin with for who administers and approves."""
    return {"/", "/account/password/change/", f"/admin/users/{office['officer'].pk}/"}


def faults(page: Page, options: dict[str, Any]) -> list[str]:
    """What axe finds, with the place of each."""
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{rule['id']}: {rule['help']}: {node['target']} {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for rule in found["violations"]
        for node in rule["nodes"][:3]
    ]


def look(page: Page, address: str, size: dict[str, int], scheme: str) -> None:
    """Open a page in a size and in light or dark colours."""
    page.set_viewport_size(size)  # type: ignore[arg-type]  # a plain dict is what it takes
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)


def judged(page: Page, address: str) -> list[str]:
    """What is wrong with a page in its looks."""
    look(page, address, WIDE, "light")
    page.evaluate(AXE)
    found = [f"wide, light: {fault}" for fault in faults(page, EVERYTHING)]
    page.emulate_media(color_scheme="dark")
    found += [f"wide, dark: {fault}" for fault in faults(page, COLOURS)]
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    found += [f"narrow, dark: {fault}" for fault in faults(page, EVERYTHING)]
    if page.evaluate(OVERFLOW) > 0:
        found.append("narrow: the page scrolls sideways")
    return [f"{address}: {fault}" for fault in found]


def test_every_page_of_an_officer(office: dict[str, User], seeds: set[str], signed_in: Callable[..., Page]) -> None:
    page = signed_in(office["officer"])
    found = [fault for address in crawl(office["officer"], seeds).pages for fault in judged(page, address)]
    assert not found, "\n".join(found)


def test_every_other_page_of_an_approver(
    office: dict[str, User], seeds: set[str], others: set[str], signed_in: Callable[..., Page]
) -> None:
    seen = crawl(office["officer"], seeds).routes
    site = crawl(office["approver"], others)
    page = signed_in(office["approver"])
    found = [fault for address, route in zip(site.pages, site.order, strict=True) if route not in seen for fault in judged(page, address)]
    assert not found, "\n".join(found)


def test_nothing_is_cut_off_in_azerbaijani(office: dict[str, User], seeds: set[str], signed_in: Callable[..., Page]) -> None:
    """With everything open that can be opened."""
    page = signed_in(office["officer"], "az")
    found = []
    for address in crawl(office["officer"], seeds).pages:
        look(page, address, NARROW, "light")
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
        if page.evaluate(OVERFLOW) > 0:
            found.append(f"{address}: the page scrolls sideways")
    assert not found, "\n".join(found)


def test_the_pages_without_a_session(page: Page) -> None:
    assert not judged(page, "/account/login/")


def test_every_route_of_ours_is_a_page_that_was_judged_or_an_act(office: dict[str, User], seeds: set[str], others: set[str]) -> None:
    sites: list[Site] = [crawl(office["officer"], seeds), crawl(office["approver"], others)]
    reached = {route for site in sites for route in {*site.routes, *site.acts}}
    ours = {route for route in routes() if ":" in route and not route.startswith("api:v1:")}
    assert ours - reached <= set(APART), "\n".join(sorted(ours - reached - set(APART)))


def test_axe_bites(signed_in: Callable[..., Page], office: dict[str, User]) -> None:
    page = signed_in(office["officer"])
    page.goto("/")
    page.evaluate(AXE)
    page.locator("main").evaluate("main => main.append(document.createElement('img'))")
    assert any(fault.startswith("image-alt") for fault in faults(page, EVERYTHING))
