# SPDX-License-Identifier: EUPL-1.2
"""From a question to an answer: verdict, ranked bases, findings, routes, plan and open questions."""
