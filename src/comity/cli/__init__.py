# SPDX-License-Identifier: EUPL-1.2
"""Commands."""

from comity.cli.main import main

__all__ = ["main"]
