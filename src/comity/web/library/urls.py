# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app: those of instruments, articles and statements are stable."""

from __future__ import annotations

from django.urls import URLPattern, path

from comity.web.library.views import contact_imports, directory, instruments, reports, search, states, vocabulary

app_name = "library"
urlpatterns: list[URLPattern] = [
    path("", instruments.listed, name="instruments"),
    path("instruments/<str:id_>/", instruments.shown, name="instrument"),
    path("instruments/<str:id_>/map.svg", instruments.world, name="map"),
    path("instruments/<str:id_>/changes/", instruments.changes, name="changes"),
    path("instruments/<str:id_>/statements/<str:statement>/", instruments.statement, name="statement"),
    path("find/", search.find, name="find"),
    path("states/", states.listed, name="states"),
    path("states/<str:code>/", states.shown, name="state"),
    path("states/<str:code>/measures/<str:family>/", states.measures, name="state-measures"),
    path("measures/", vocabulary.measures, name="measures"),
    path("measures/<str:id_>/", vocabulary.measure, name="measure"),
    path("offences/", vocabulary.offences, name="offences"),
    path("offences/<str:id_>/", vocabulary.offence, name="offence"),
    path("grounds/", vocabulary.grounds, name="grounds"),
    path("grounds/<str:id_>/", vocabulary.ground, name="ground"),
    path("glossary/", vocabulary.terms, name="glossary"),
    path("glossary/<str:id_>/", vocabulary.term, name="term"),
    path("reports/", reports.listed, name="reports"),
    path("reports/new/", reports.new, name="report"),
    path("reports/<int:pk>/", reports.shown, name="report-shown"),
    path("reports/<int:pk>/decide/", reports.decide, name="report-decide"),
    path("directory/", directory.listed, name="directory"),
    path("directory/law/", directory.of_law, name="directory-law"),
    path("directory/new/", directory.new, name="contact-new"),
    path("directory/export.csv", contact_imports.export, name="contacts-export"),
    path("directory/import/", contact_imports.upload, name="contacts-import"),
    path("directory/import/<int:pk>/", contact_imports.preview, name="contacts-preview"),
    path("directory/import/<int:pk>/apply/", contact_imports.apply, name="contacts-apply"),
    path("directory/<int:pk>/", directory.shown, name="contact"),
    path("directory/<int:pk>/correct/", directory.correct, name="contact-correct"),
    path("directory/<int:pk>/confirm/", directory.confirm, name="contact-confirm"),
    path("directory/<int:pk>/retire/", directory.retire, name="contact-retire"),
]
