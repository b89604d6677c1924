# SPDX-License-Identifier: EUPL-1.2
"""What each kind of job found, as its page shows it."""
