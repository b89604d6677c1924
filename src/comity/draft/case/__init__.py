# SPDX-License-Identifier: EUPL-1.2
"""The case file (``comity.case/1``): one typed model of a request for every measure."""
