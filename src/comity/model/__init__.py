# SPDX-License-Identifier: EUPL-1.2
"""The types of the legal model: frozen values, standard library only."""
