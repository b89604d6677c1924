# SPDX-License-Identifier: EUPL-1.2
"""The codifier: one act from many instruments, and back into a draft that the engine can read."""
