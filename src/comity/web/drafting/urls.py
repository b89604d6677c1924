# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app."""

from __future__ import annotations

from django.urls import path, re_path

from comity.web.drafting import changes, pages, papers, received, review, shared, versions

app_name = "drafting"
_PAPER = r"^(?P<pk>[0-9]{1,18})/papers/(?P<name>[a-z0-9-]{1,80})\.(?P<language>[a-z]{2})"
urlpatterns = [
    path("", pages.drafts, name="list"),
    path("start/", pages.start, name="start"),
    path("received/", received.requests, name="received"),
    re_path(r"^received/(?P<pk>[0-9]{1,18})/$", received.received_request, name="received_request"),
    re_path(r"^received/(?P<pk>[0-9]{1,18})/letter\.(?P<language>[a-z]{2})\.(?P<ending>pdf|docx)$", received.letter, name="letter"),
    re_path(r"^received/(?P<pk>[0-9]{1,18})/enter/$", received.enter, name="enter"),
    re_path(r"^received/(?P<pk>[0-9]{1,18})/file$", received.original, name="original"),
    re_path(r"^(?P<pk>[0-9]{1,18})/$", pages.overview, name="overview"),
    re_path(r"^(?P<pk>[0-9]{1,18})/case/(?P<name>[a-z_]{1,40})/$", pages.section, name="section"),
    re_path(r"^(?P<pk>[0-9]{1,18})/case/(?P<name>[a-z_]{1,40})/save/$", changes.save, name="save"),
    re_path(r"^(?P<pk>[0-9]{1,18})/add/$", changes.add, name="add"),
    re_path(r"^(?P<pk>[0-9]{1,18})/remove/$", changes.remove, name="remove"),
    re_path(r"^(?P<pk>[0-9]{1,18})/undo/$", changes.undo, name="undo"),
    re_path(r"^(?P<pk>[0-9]{1,18})/annexes/$", changes.attach, name="attach"),
    re_path(r"^(?P<pk>[0-9]{1,18})/annexes/(?P<sha256>[0-9a-f]{64})$", changes.annex, name="annex"),
    re_path(r"^(?P<pk>[0-9]{1,18})/papers/$", papers.papers, name="papers"),
    re_path(rf"{_PAPER}/$", papers.preview, name="preview"),
    re_path(rf"{_PAPER}\.(?P<ending>pdf|docx)$", papers.paper, name="paper"),
    re_path(r"^(?P<pk>[0-9]{1,18})/request\.json$", papers.request_json, name="request_json"),
    re_path(r"^(?P<pk>[0-9]{1,18})/case\.yaml$", papers.case_file, name="case_file"),
    re_path(r"^(?P<pk>[0-9]{1,18})/package\.zip$", papers.whole, name="package"),
    re_path(r"^(?P<pk>[0-9]{1,18})/plan/$", papers.plan, name="plan"),
    re_path(r"^(?P<pk>[0-9]{1,18})/plan\.(?P<ending>svg|ics|pdf|docx)$", papers.plan_file, name="plan_file"),
    re_path(r"^(?P<pk>[0-9]{1,18})/versions/$", versions.versions, name="versions"),
    re_path(r"^(?P<pk>[0-9]{1,18})/restore/$", versions.restore, name="restore"),
    re_path(r"^(?P<pk>[0-9]{1,18})/share/$", shared.share, name="share"),
    re_path(r"^(?P<pk>[0-9]{1,18})/shared/$", shared.shared, name="shared"),
    re_path(r"^(?P<pk>[0-9]{1,18})/shared/take-in/$", shared.take_in, name="take_in"),
    re_path(r"^(?P<pk>[0-9]{1,18})/shared/(?P<sha256>[0-9a-f]{64})$", shared.shared_paper, name="shared_paper"),
    re_path(r"^(?P<pk>[0-9]{1,18})/shared/(?P<number>[0-9]{1,9})/$", shared.decide, name="decide"),
    re_path(r"^(?P<pk>[0-9]{1,18})/comments/$", review.comments, name="comments"),
    re_path(r"^(?P<pk>[0-9]{1,18})/comments/(?P<number>[0-9]{1,18})/settle/$", review.settle, name="settle"),
    re_path(r"^(?P<pk>[0-9]{1,18})/archive/$", review.archive, name="archive"),
    re_path(r"^(?P<pk>[0-9]{1,18})/hand-over/$", review.hand_over, name="hand_over"),
    re_path(r"^(?P<pk>[0-9]{1,18})/(?P<event>submit|approve|return|withdraw|take-back)/$", review.move, name="move"),
]
