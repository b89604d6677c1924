# SPDX-License-Identifier: EUPL-1.2
"""S6: a seeded part of every route by everybody; all of it is in ``make torture``."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from bench.torture_web.bodies import asked, sent
from bench.torture_web.need_to_know import World, sample, torture, tries, world
from bench.torture_web.reading import texts
from bench.torture_web.routes import Route, Unfilled, fillings, routes
from bench.torture_web.sides import MAKERS, owned, person
from bench.torture_web.visitors import signed_in
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, clear_url_caches, path, reverse

from comity.web import urls
from comity.web.accounts.models import Role, Unit
from comity.web.audit.models import Head
from comity.web.drafting.models import Draft, DraftQuerySet
from comity.web.jobs.models import Job, JobQuerySet
from web.security.names import asked_in_code, sent_in_code

pytestmark = pytest.mark.django_db
SEED = 20261127


@pytest.fixture
def both() -> World:
    """Two sides and everybody who comes."""
    return world()


def test_every_model_has_a_maker() -> None:
    lacking = {model.__name__ for model in owned()} - {model.__name__ for model in MAKERS} - {Head.__name__}
    assert not lacking, f"write a maker in bench/torture_web/makers.py for {lacking}"


@pytest.mark.parametrize("route", routes(), ids=lambda route: route.name)
def test_every_argument_of_every_route_is_filled(route: Route) -> None:
    fillings(route)


def test_every_name_that_a_page_reads_is_sent(both: World) -> None:
    posted = {name for route in routes() for name in sent(route, both.other)}
    assert sent_in_code() - posted == set(), "say in bench/torture_web/bodies.py what is sent under these names"
    assert asked_in_code() - set(asked(both.other)) == set(), "say in bench/torture_web/bodies.py what is asked under these names"


def test_nothing_foreign_is_said_found_or_changed(both: World, capsys: pytest.CaptureFixture[str]) -> None:
    report = torture(both, sample(both, SEED))
    with capsys.disabled():
        print(f"\nS6: {report.tried} requests on {len(routes())} routes by {len(both.visitors)} visitors")  # noqa: T201 - the count is asked for
    assert not report.faults, "\n".join(report.faults[:40])
    assert report.tried > 1000
    assert report.statuses[404]
    assert report.statuses[200]


@pytest.mark.parametrize(
    "name",
    ["drafting:list", "drafting:overview", "drafting:case_file", "drafting:paper", "drafting:versions", "api:v1:read", "api:v1:listed"],
)
def test_it_bites_where_drafts_are_not_filtered(both: World, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def everything(self: DraftQuerySet, user: object) -> QuerySet[Draft]:
        return self.all()

    monkeypatch.setattr(DraftQuerySet, "visible_to", everything)
    visitor = "program of head of another unit, " if name.startswith("api") else "head of another unit"
    wanted = [one for one in tries(both) if one[1].route.name == name and one[0].name.startswith(visitor) and one[2] == "GET"]
    assert any("qxforeigndraftxq" in fault for fault in torture(both, wanted).faults)


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("lab:start", "alone"),
        ("lab:simulate", "alone"),
        ("jobs:list", "job"),
        ("jobs:job", "jobfile"),
        ("jobs:file", "jobfile"),
        ("api:v1:job_listed", "job"),
        ("api:v1:job_file", "alone"),
    ],
)
def test_it_bites_where_jobs_are_not_filtered(both: World, name: str, mark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def everything(self: JobQuerySet, user: object) -> QuerySet[Job]:
        return self.all()

    monkeypatch.setattr(JobQuerySet, "visible_to", everything)
    visitor = "program of head of another unit, " if name.startswith("api") else "head of another unit"
    wanted = [one for one in tries(both) if one[1].route.name == name and one[0].name.startswith(visitor) and one[2] == "GET"]
    assert any(f"qxforeign{mark}xq" in fault for fault in torture(both, wanted).faults)


@pytest.mark.parametrize("name", ["lab:simulate", "api:v1:job_create"])
def test_it_bites_where_the_same_question_leads_to_the_job_of_another(both: World, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = both.other.further[Job][0].pk
    monkeypatch.setattr(JobQuerySet, "visible_to", lambda self, user: self.filter(pk=alone))
    visitor = "program of head of another unit, " if name.startswith("api") else "head of another unit"
    wanted = [one for one in tries(both) if one[1].route.name == name and one[0].name.startswith(visitor) and one[2] == "POST"]
    assert torture(both, wanted).faults


def test_it_bites_where_a_new_page_says_too_much(both: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def titles(request: HttpRequest) -> HttpResponse:
        return HttpResponse("; ".join(Draft.objects.values_list("title", flat=True)))

    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, path("titles/", titles, name="titles")])
    clear_url_caches()
    try:
        found = [one for one in tries(both) if one[1].route.name == "titles"]
        assert len(found) > 20
        faults = torture(both, found).faults
    finally:
        monkeypatch.undo()
        clear_url_caches()
    assert any("officer of another unit: GET /titles/" in fault for fault in faults)


def test_it_bites_where_nothing_fills_an_argument() -> None:
    with pytest.raises(Unfilled, match="say in ARGUMENTS"):
        fillings(Route("titles", "titles/<int:pk>/", ("pk",)))


def test_packed_texts_are_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.json", b'{"content": "a\\u0062c"}')
        archive.writestr("b.gz", gzip.compress(b"within"))
    told = "\n".join(texts(out.getvalue()))
    assert "abc" in told
    assert "within" in told


@pytest.mark.parametrize("number", [0, 2**63, 10**30])
def test_a_number_that_names_nothing_is_not_there(number: int) -> None:
    browser = signed_in(person("everything", Unit.objects.create(name="Unit", state="AZ"), *Role.values))
    for route in routes():
        values = {
            name: number if isinstance(filled, type) and name not in ("sha256", "token") else "0" * 64
            for name, filled in fillings(route).items()
        }
        if not any(isinstance(filled, type) for filled in fillings(route).values()) or route.interface:
            continue
        values |= {name: filled[0] for name, filled in fillings(route).items() if isinstance(filled, tuple)}
        try:
            address = reverse(route.name, kwargs=values)
        except NoReverseMatch:
            continue
        for answer in (browser.get(address), browser.post(address, {})):
            assert answer.status_code in (302, 404, 405, 410), address
