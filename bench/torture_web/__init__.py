# SPDX-License-Identifier: EUPL-1.2
"""Attacks on the web application (S6, S7, S9, S10): the tests run a seeded part of each, ``python -m bench.torture`` all of it."""
