# SPDX-License-Identifier: EUPL-1.2
"""English as it is written between states: the day first, or the order of ISO 8601, never the month first."""
