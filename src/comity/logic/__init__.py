# SPDX-License-Identifier: EUPL-1.2
"""Three-valued logic on bit planes: programs, their evaluation and the trace. No word of law."""
