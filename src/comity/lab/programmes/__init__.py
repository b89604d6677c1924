# SPDX-License-Identifier: EUPL-1.2
"""Programmes of reform measured by the lab: before and after, and what each step is worth."""
