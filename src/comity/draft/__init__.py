# SPDX-License-Identifier: EUPL-1.2
"""Drafting: the case file, what a request must hold, and the papers made from both."""
