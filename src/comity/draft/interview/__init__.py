# SPDX-License-Identifier: EUPL-1.2
"""The guided interview: what the answer and the request still need, one question after the other."""
