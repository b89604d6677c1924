# SPDX-License-Identifier: EUPL-1.2
"""The reform lab in the browser: where cooperation stands, what contradicts, what a reform would change."""
