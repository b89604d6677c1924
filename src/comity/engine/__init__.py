# SPDX-License-Identifier: EUPL-1.2
"""The engine: who is bound when, which statements count, what holds. Pure; compiles the law of a pair on demand."""
