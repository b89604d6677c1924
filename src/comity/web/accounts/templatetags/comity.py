# SPDX-License-Identifier: EUPL-1.2
"""Tags and filters of our own that every template may use."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def has_role(user: object, roles: str) -> bool:
    """Whether the user holds one of the roles (words apart by commas) today."""
    check = getattr(user, "has_role", None)
    return bool(check and check(*roles.split(",")))
