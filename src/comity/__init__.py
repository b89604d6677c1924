# SPDX-License-Identifier: EUPL-1.2
"""Comity: international cooperation in criminal matters, as data and one small engine."""

__version__ = "0.1.0"
