# SPDX-License-Identifier: EUPL-1.2
"""The preparation of a request: stages with dates, what must be secured first, which time-limits of the law bind them."""
