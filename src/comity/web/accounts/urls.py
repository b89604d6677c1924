# SPDX-License-Identifier: EUPL-1.2
"""Addresses of administration, invitations and absences."""

from __future__ import annotations

from django.urls import path, re_path

from comity.web.accounts.views import administration, door, own

app_name = "accounts"
urlpatterns = [
    path("admin/", administration.users, name="users"),
    path("admin/invite/", administration.invite, name="invite"),
    path("admin/users/<int:number>/", administration.user, name="user"),
    path("admin/users/<int:number>/change/", administration.change, name="change"),
    path("admin/users/<int:number>/roles/", administration.grant, name="grant"),
    path("admin/users/<int:number>/absences/", administration.absent, name="absent-user"),
    path("admin/users/<int:number>/invite/", administration.invite_again, name="invite-again"),
    re_path(
        r"^admin/users/(?P<number>[0-9]{1,18})/(?P<name>deactivate|reactivate|forget-second-factors|revoke-invitation)/$",
        administration.act,
        name="act",
    ),
    path("admin/roles/<int:number>/end/", administration.end_role, name="end-role"),
    path("admin/absences/<int:number>/end/", administration.back, name="back-user"),
    path("admin/units/", administration.units, name="units"),
    path("admin/units/<int:number>/", administration.unit, name="unit"),
    path("invitation/<str:token>/", door.invitation, name="invitation"),
    path("password/forgotten/", door.forgotten, name="forgotten"),
    path("absences/", own.absences, name="absences"),
    path("absences/add/", own.absent, name="absent"),
    path("absences/<int:number>/end/", own.back, name="back"),
]
