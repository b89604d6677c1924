# SPDX-License-Identifier: EUPL-1.2
"""Loads and validates ``law/`` into frozen types; reads and writes their fast form."""
