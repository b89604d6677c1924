# SPDX-License-Identifier: EUPL-1.2
"""Writers of papers: plain document values in, bytes out. The same value always gives the same bytes."""
