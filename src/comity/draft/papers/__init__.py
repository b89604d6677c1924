# SPDX-License-Identifier: EUPL-1.2
"""Papers: from a case and the data of a paper to letters in each language."""
