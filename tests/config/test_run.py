"""Starting and ending the demonstration council."""

import socket
import subprocess
import sys
import time

import pytest
from click import ClickException
from click.testing import CliRunner
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from goodlives.config import run


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout of which nothing runs."""
    monkeypatch.setattr(run, "local", lambda: tmp_path)
    monkeypatch.setattr(run, "checkout", lambda: tmp_path)
    return tmp_path


def test_a_port_that_another_program_uses_is_named_with_what_to_do(checkout):
    with socket.socket() as somebody_else:
        somebody_else.bind(("127.0.0.1", 0))
        somebody_else.listen()
        port = somebody_else.getsockname()[1]
        answer = CliRunner().invoke(run.main, ["start", "--port", str(port)])

    assert answer.exit_code == 1
    assert f"Port {port} is in use by another program" in answer.output
    assert f"make run PORT={port + 1}" in answer.output


def test_the_note_of_a_server_that_is_gone_ends_nothing(checkout):
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        (checkout / "server.pid").write_text(str(other.pid))
        assert run.stop_server() is False
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_another_program_of_this_checkout_is_left_alone(checkout):
    tests = subprocess.Popen(["/bin/sh", "-c", "sleep 60; :", f"{checkout}/pytest"])
    try:
        (checkout / "server.pid").write_text(str(tests.pid))
        assert run.stop_server() is False
        assert tests.poll() is None
    finally:
        tests.kill()
        tests.wait()


@pytest.mark.parametrize(
    ("name", "program", "end"), [("server", "gunicorn", run.stop_server), ("worker", "procrastinate", run.stop_worker)]
)
def test_a_server_or_worker_of_this_checkout_is_ended(checkout, name, program, end):
    started = subprocess.Popen(["/bin/sh", "-c", "sleep 60; :", f"{checkout}/{program}"])
    (checkout / f"{name}.pid").write_text(str(started.pid))
    while not run.is_ours(str(started.pid), program):
        time.sleep(0.01)  # a new process has no name for a moment

    assert end() is True
    assert started.wait() != 0


def test_a_server_that_dies_is_not_waited_for():
    server = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])

    assert run.answers("http://127.0.0.1:9/health/ready", server) is False


def test_tables_of_another_version_are_refused_with_what_to_do(db, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://the-one-of-these-tests")
    MigrationRecorder(connection).record_applied("people", "0009_from_another_checkout")

    with pytest.raises(ClickException) as refused:
        run.prepare_database()

    assert refused.value.message == (
        "The tables of this database were made by another version of Good Lives "
        "(people.0009_from_another_checkout is not in this one). Begin a new demonstration council with `make clean` "
        "and then `make run`, or name an empty database in DATABASE_URL."
    )


def test_tables_of_this_version_and_of_others_packages_are_not_refused(db):
    MigrationRecorder(connection).record_applied("account", "0001_from_before_it_was_squashed")

    assert run.migrations_of_another_version() == []
