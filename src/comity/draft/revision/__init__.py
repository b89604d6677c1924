# SPDX-License-Identifier: EUPL-1.2
"""Drafts between two sides: versions, changes and comments per field, as a record of events."""
