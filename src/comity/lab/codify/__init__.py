# SPDX-License-Identifier: EUPL-1.2
"""The codifier: one act from many instruments, and back into a draft that the engine can read."""

from comity.lab.codify.codifier import Setting, codify, codify_state
from comity.lab.codify.draft import as_draft, beside, instead
from comity.lab.codify.round_trip import round_trip

__all__ = ["Setting", "as_draft", "beside", "codify", "codify_state", "instead", "round_trip"]
