# SPDX-License-Identifier: EUPL-1.2
"""Advice as pages."""
