# SPDX-License-Identifier: EUPL-1.2
"""Completeness and adequacy: what a request lacks, what is wrong with it, how bad that is, and the article that says so."""
