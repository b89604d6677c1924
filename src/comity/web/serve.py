# SPDX-License-Identifier: EUPL-1.2
"""The embedded application: one process on loopback, with its worker for jobs."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
import threading
from typing import Any

from comity.web.environment import wrong

GRACE = 25
"""Seconds that a running job has to finish after the signal to stop."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach it."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve(host: str, port: int) -> int:
    """Prepare the data, make the demo accounts, serve until a signal comes; 2 where it cannot start as asked."""
    faults = _faults(host)
    if faults:
        print("\n".join(f"wrong input: {fault}" for fault in faults), file=sys.stderr)
        return 2
    try:
        listening = _listen(host, port)
    except OSError as fault:
        why = os.strerror(fault.errno or 0)
        print(f"wrong input: --port: cannot listen on {host}:{port} ({why}) - choose another, or 0 for a free one", file=sys.stderr)
        return 2
    with listening:
        return _serve(host, listening)


def _faults(host: str) -> list[str]:
    production = os.environ.get("COMITY_MODE") == "production"
    if production:
        return [f"{fault} (docs/administrator.md)" for fault in wrong(os.environ)]
    if is_loopback(host):
        return []
    return [
        f"--host: {host} is reached from outside - set COMITY_MODE=production and what it needs (docs/administrator.md),"
        " or serve on localhost"
    ]


def _listen(host: str, port: int) -> socket.socket:
    """The socket is taken before anything is prepared: what is in use is said at once, and a free port stays ours."""
    address = "127.0.0.1" if host == "localhost" else host
    return socket.create_server((address, port), family=socket.AF_INET6 if ":" in address else socket.AF_INET, backlog=128)


def _serve(host: str, listening: socket.socket) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.web.settings")
    import django

    django.setup()
    from django.db import OperationalError, connections

    try:
        _prepare()
    except OperationalError as fault:
        print(f"wrong input: the database does not answer: {str(fault).splitlines()[0]}", file=sys.stderr)
        return 2
    _announce(host, listening.getsockname()[1])
    connections.close_all()  # a connection must not be shared with the process that serves
    from comity.web.wsgi import application

    _Server(application, f"fd://{listening.detach()}").run()  # from here on gunicorn closes it
    return 0


def _prepare() -> None:
    """Tables, the cache and the static files as this version needs them."""
    from django.conf import settings
    from django.core.management import call_command

    from comity.web.metrics import forget

    call_command("migrate", verbosity=0, interactive=False)
    _seal()
    if settings.PRODUCTION:
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
    forget()


def _seal() -> None:
    """Files that an earlier version kept in the clear are sealed; what cannot be opened is said, and the rest runs."""
    import io

    from django.core.management import CommandError, call_command

    try:
        call_command("reseal", stdout=io.StringIO())
    except CommandError as fault:
        print(f"some files cannot be opened:\n{fault}", file=sys.stderr)


def _announce(host: str, port: int) -> None:
    from django.conf import settings

    from comity.web.demo import make_demo

    shown = "localhost" if is_loopback(host) else host
    print(f"Comity: http://{shown}:{port}", flush=True)
    if settings.PRODUCTION:
        return
    for name, password in make_demo().items():
        print(f"  demo account {name}, " + (f"password {password}" if password else "its password was changed"), flush=True)
    print("Stop with Ctrl-C.", flush=True)


class _Server:
    """gunicorn without its command line."""

    def __init__(self, application: Any, bind: str) -> None:
        from gunicorn.app.base import BaseApplication

        jobs = _Jobs()
        options = {
            "bind": bind,
            "workers": 1,
            "threads": 6,
            "timeout": 120,
            "graceful_timeout": GRACE + 5,
            "control_socket_disable": True,
            "loglevel": "warning",
            "post_worker_init": lambda worker: jobs.start(),
            "worker_exit": lambda server, worker: jobs.stop(),
        }

        class Embedded(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
            def load_config(self) -> None:
                for name, value in options.items():
                    self.cfg.set(name, value)

            def load(self) -> Any:
                return application

        self._server = Embedded()

    def run(self) -> None:
        """Serve until a signal comes."""
        self._server.run()


class _Jobs:
    """The worker for jobs, in a thread of the process that serves."""

    def __init__(self) -> None:
        self._worker: Any = None
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()

    def start(self) -> None:
        """In the process that serves, after it was forked."""
        from django_tasks_db.management.commands.db_worker import Worker

        self._worker = Worker(
            queue_names=["default"],
            interval=1,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="embedded",
            excluded_queue_names=[],
        )
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        """A database that is away for a moment does not end the jobs for good."""
        from django.db import DatabaseError, close_old_connections

        while not self._stop.is_set():
            try:
                self._worker.run()
            except DatabaseError:
                close_old_connections()
                self._stop.wait(5)

    def stop(self) -> None:
        """Take no more jobs, and interrupt the one that runs: it says so and can be begun again."""
        from comity.web.jobs.running import stop_all

        self._stop.set()
        stop_all()
        if self._worker is not None and self._thread is not None:
            self._worker.running = False
            self._thread.join(GRACE)
