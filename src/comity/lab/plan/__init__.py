# SPDX-License-Identifier: EUPL-1.2
"""The best reforms under constraints: candidates, what sets of them reach, and the choice among them."""
