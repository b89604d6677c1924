# SPDX-License-Identifier: EUPL-1.2
"""The reform lab: the same engine on every pair, measure and day, and on changed law."""
