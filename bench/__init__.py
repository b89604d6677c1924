# SPDX-License-Identifier: EUPL-1.2
"""How fast it is, measured beside peers in one run: ``python -m bench.speed``. Every timing is an equality test too."""
