# SPDX-License-Identifier: EUPL-1.2
"""The cooperation map: who can do what with whom, and when, as pictures, report and data."""
