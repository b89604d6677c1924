# SPDX-License-Identifier: EUPL-1.2
"""Compares treaties, states and drafts point by point, from their structured provisions."""
