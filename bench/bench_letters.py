# SPDX-License-Identifier: EUPL-1.2
"""The table of ``python -m bench.letters`` as a program that stands alone, for ``make bench``."""

import runpy
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])
runpy.run_module("bench.letters", run_name="__main__", alter_sys=True)
