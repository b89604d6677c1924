# SPDX-License-Identifier: EUPL-1.2
"""How days and times are written where Django's own form would mislead."""
