# SPDX-License-Identifier: EUPL-1.2
"""``python -m comity.cli``: the same as ``comity``."""

from __future__ import annotations

from comity.cli.main import main

main()
