# SPDX-License-Identifier: EUPL-1.2
"""Cases, papers, approval."""
