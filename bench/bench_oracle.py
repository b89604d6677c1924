# SPDX-License-Identifier: EUPL-1.2
"""T4 in full (``bench/oracle.py``) with its usual number of samples, for ``make bench``."""

import runpy
from pathlib import Path

runpy.run_path(str(Path(__file__).with_name("oracle.py")), run_name="__main__")
