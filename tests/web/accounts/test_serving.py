# SPDX-License-Identifier: EUPL-1.2
"""Starting and watching: ports, signals, production's needs, demo accounts, metrics."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from django.test import Client

from comity.web.accounts.models import User
from comity.web.demo import make_demo
from comity.web.environment import wrong


def run(home: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COMITY", "DJANGO", "DATABASE"))}
    command = [sys.executable, "-m", "comity.web", "serve", *arguments]
    return subprocess.Popen(  # noqa: S603 - our own program
        command, env={**kept, "COMITY_HOME": str(home), **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_a_port_in_use_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        child = run(tmp_path, "--port", str(taken.getsockname()[1]))
        _, said = child.communicate(timeout=60)
    assert child.returncode == 2
    assert "cannot listen on localhost:" in said
    assert "Traceback" not in said


def test_production_names_all_that_is_missing(tmp_path: Path) -> None:
    child = run(tmp_path, COMITY_MODE="production")
    _, said = child.communicate(timeout=60)
    assert child.returncode == 2
    assert re.findall(r"(\w+) is not set", said) == ["COMITY_SECRET_KEY", "COMITY_DATA_KEY", "COMITY_HOSTS", "DATABASE_URL"]


def test_what_cannot_be_right_is_said() -> None:
    said = wrong({"COMITY_SECRET_KEY": "short", "COMITY_DATA_KEY": "y" * 50, "COMITY_HOSTS": "*", "DATABASE_URL": "postgres://"})
    assert len(said) == 2
    right = {"COMITY_SECRET_KEY": "x" * 50, "COMITY_DATA_KEY": "y" * 50, "COMITY_HOSTS": "comity.example", "DATABASE_URL": "postgres://"}
    assert wrong(right) == ()
    assert "the same as COMITY_SECRET_KEY" in wrong({**right, "COMITY_DATA_KEY": "x" * 50})[0]
    assert "COMITY_DATA_KEY is shorter" in wrong({**right, "COMITY_DATA_KEY": "short"})[0]


def test_a_free_port_is_served_until_a_signal_comes(tmp_path: Path) -> None:
    child = run(tmp_path, "--port", "0")
    assert child.stdout is not None
    try:
        address = re.search(r"http://\S+", child.stdout.readline())
        assert address is not None
        accounts = [child.stdout.readline(), child.stdout.readline()]
        assert all("password" in line for line in accounts)
        with urllib.request.urlopen(f"{address[0]}/health/", timeout=60) as answer:  # noqa: S310 - http on loopback
            assert answer.status == 200
        with urllib.request.urlopen(f"{address[0]}/metrics/", timeout=60) as answer:  # noqa: S310 - http on loopback
            assert b"comity_requests_total" in answer.read()
    finally:
        child.send_signal(signal.SIGTERM)
        _, said = child.communicate(timeout=60)
    assert child.returncode == 0
    assert "Traceback" not in said


@pytest.mark.django_db
def test_changed_passwords_are_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_HOME", str(tmp_path))
    first = make_demo()
    assert make_demo() == first
    officer = User.objects.get(username="officer")
    assert officer.check_password(str(first["officer"]))
    officer.set_password("one of my own")
    officer.save()
    assert make_demo() == {**first, "officer": None}
    assert (tmp_path / "demo-accounts.txt").stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_a_namesake_of_a_demo_account_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_HOME", str(tmp_path))
    User.objects.create_user("officer", password="one of my own")  # noqa: S106 - of this test
    assert make_demo()["officer"] is None
    assert User.objects.get(username="officer").check_password("one of my own")


@pytest.mark.django_db
def test_metrics_are_for_this_machine_or_the_token(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = client.get("/metrics/").content.decode()
    assert re.search(r"^comity_requests_total [1-9]", page, re.MULTILINE)
    assert 'comity_jobs{state="waiting"} 0' in page
    assert client.get("/metrics/", REMOTE_ADDR="192.0.2.1").status_code == 404
    assert client.get("/metrics/", HTTP_X_FORWARDED_FOR="127.0.0.1").status_code == 404
    assert client.get("/metrics/", HTTP_AUTHORIZATION="Bearer ").status_code == 200
    monkeypatch.setenv("COMITY_METRICS_TOKEN", "secret")
    assert client.get("/metrics/", REMOTE_ADDR="192.0.2.1", HTTP_AUTHORIZATION="Bearer wrong").status_code == 404
    assert client.get("/metrics/", REMOTE_ADDR="192.0.2.1", HTTP_AUTHORIZATION="Bearer secret").status_code == 200


@pytest.mark.django_db
def test_a_fault_is_counted() -> None:
    from django.core.signals import got_request_exception  # noqa: PLC0415

    from comity.web.metrics import ERRORS, totals  # noqa: PLC0415

    before = totals()[ERRORS]
    got_request_exception.send(sender=None, request=None)
    assert totals()[ERRORS] == before + 1
