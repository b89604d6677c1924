# SPDX-License-Identifier: EUPL-1.2
"""A second, independent statement of the law of force and basis, in answer-set programming, and its comparison with the engine."""
