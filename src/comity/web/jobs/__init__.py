# SPDX-License-Identifier: EUPL-1.2
"""Long work in the background: what it is, how far it is, how it ended, its files."""
