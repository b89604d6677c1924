# SPDX-License-Identifier: EUPL-1.2
"""The law, states, measures and terms to browse."""
