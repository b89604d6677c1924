# SPDX-License-Identifier: EUPL-1.2
"""What each page of the lab can be asked: its form, and the command line that the answers make."""
