# SPDX-License-Identifier: EUPL-1.2
"""Persons and things of a case as FollowTheMoney entities, there and back without loss (docs/entities.md).

    values      the forms of values that the tools of FollowTheMoney keep as they are
    rules       which field of a case stands in which properties
    note        what no property can hold, kept in one note of the entity
    links       who owns, holds or represents what
    writing     from a case to entities
    lines       from bytes to entities, or wrong input
    reading     from entities to a case; what finds no place is kept aside

The library itself is not needed: it is large, must be compiled, and its ``add()`` drops values silently. Tests hold what is
written here to it where it is installed.
"""
