# SPDX-License-Identifier: EUPL-1.2
"""Contradictions among norms, each with facts on which they collide, the rule that settles it and what would remove it."""
