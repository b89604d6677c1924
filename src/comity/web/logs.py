# SPDX-License-Identifier: EUPL-1.2
"""Structured logs: one JSON object a line, without personal data: no names, bodies, query strings or addresses of users, no invitation."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

_KEY = re.compile(r"(/invitation/)[^/\s]+")
"""The address of an invitation is its key."""


class JsonFormatter(logging.Formatter):
    """Time, level, logger and message; a traceback names places in the code, never values."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "what": _KEY.sub(r"\1...", record.getMessage().partition("?")[0])[:500],
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            trace = record.exc_info[2]
            places = []
            while trace is not None:
                places.append(f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}")
                trace = trace.tb_next
            line["where"] = places[-8:]
        return json.dumps(line)  # in ASCII: no line separator of Unicode, nothing that a terminal takes for a command
