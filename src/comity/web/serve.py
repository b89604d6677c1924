# SPDX-License-Identifier: EUPL-1.2
"""The embedded application: one process on loopback, with its worker for jobs."""

from __future__ import annotations

import ipaddress
import os
import sys
import threading
from typing import Any

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach it."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve(host: str, port: int) -> int:
    """Prepare the data, make the demo accounts, serve until a signal comes."""
    if not is_loopback(host) and os.environ.get("COMITY_MODE") != "production":
        print(
            f"wrong input: --host: {host} is reached from outside - set COMITY_MODE=production and what it needs (docs/administrator.md),"
            " or serve on localhost",
            file=sys.stderr,
        )
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.web.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    _announce(host, port)
    from comity.web.wsgi import application

    _Server(
        application,
        {
            "bind": f"{'127.0.0.1' if host == 'localhost' else host}:{port}",
            "workers": 1,
            "threads": 6,
            "timeout": 120,
            "control_socket_disable": True,
        },
    ).run()
    return 0


def _announce(host: str, port: int) -> None:
    from django.conf import settings

    from comity.web.demo import make_demo

    shown = "localhost" if is_loopback(host) else host
    print(f"Comity: http://{shown}:{port}", flush=True)
    if not settings.PRODUCTION:
        for name, password in make_demo().items():
            print(f"  demo account {name}, password {password}", flush=True)
        print("Stop with Ctrl-C.", flush=True)


class _Server:
    """gunicorn without its command line."""

    def __init__(self, application: Any, options: dict[str, Any]) -> None:
        from gunicorn.app.base import BaseApplication

        class Embedded(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
            def load_config(self) -> None:
                for name, value in options.items():
                    self.cfg.set(name, value)
                self.cfg.set("post_worker_init", lambda worker: threading.Thread(target=_work, daemon=True).start())

            def load(self) -> Any:
                return application

        self._server = Embedded()

    def run(self) -> None:
        """Serve until a signal comes."""
        self._server.run()


def _work() -> None:
    """The worker for jobs, in a thread of the process that serves."""
    from django_tasks_db.management.commands.db_worker import Worker

    Worker(
        queue_names=["default"],
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="embedded",
        excluded_queue_names=[],
    ).run()
