# SPDX-License-Identifier: EUPL-1.2
"""``python -m comity.web``: serve, or any command of Django's administration (migrate, createsuperuser, db_worker ...)."""

from __future__ import annotations

import argparse
import os
import sys


def main(arguments: list[str]) -> int:
    """Run; the exit code."""
    if arguments[:1] == ["serve"]:
        from comity.web.serve import serve

        parser = argparse.ArgumentParser(prog="comity serve")
        parser.add_argument("--host", default="localhost")
        parser.add_argument("--port", type=int, default=8000)
        options = parser.parse_args(arguments[1:])
        return serve(options.host, options.port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.web.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["comity.web", *arguments])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
