# SPDX-License-Identifier: EUPL-1.2
"""``comity serve``: the web application, as a child process that gets the signals."""

from __future__ import annotations

import importlib.util
import signal
import subprocess
import sys
from types import FrameType

import click

from comity.model.errors import WrongInput


@click.command()
@click.option("--host", metavar="H", default="localhost", show_default=True, help="Beyond this machine in production only.")
@click.option("--port", metavar="P", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 for a free one.")
def serve(host: str, port: int) -> int:
    """The web application, embedded: SQLite, demo accounts, one process.

    Its data lie under $COMITY_HOME (default: the user's data folder).
    """
    if importlib.util.find_spec("django") is None:
        raise WrongInput("serve needs django", do="install the extra: pip install 'comity[web]'")
    child = subprocess.Popen([sys.executable, "-m", "comity.web", "serve", "--host", host, "--port", str(port)])  # noqa: S603 - our own program

    def pass_on(number: int, _: FrameType | None) -> None:
        child.send_signal(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, pass_on)
    return child.wait()
