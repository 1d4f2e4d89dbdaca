"""What `make run` and `make stop` do: a served demonstration council, and its end."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import click

from goodlives.config import embedded_postgres
from goodlives.config.embedded_postgres import EmbeddedPostgresError, command_of
from goodlives.config.local import checkout, local

PEOPLE = 2000
SECONDS_TO_START = 60


@click.group()
def main() -> None:
    """Serve a demonstration council from this checkout, and end it."""


@main.command()
@click.option("--port", envvar="PORT", default=8000, show_default=True, help="Where to serve it.")
@click.option("--detach", is_flag=True, help="Come back as soon as it is ready, and leave it running.")
def start(port: int, detach: bool) -> None:
    """Database, tables, made-up people, web server."""
    stop_worker()
    if stop_server():
        click.echo("Ended the server that was running")
    if taken(port):
        raise click.ClickException(
            f"Port {port} is in use by another program. End that one, or choose another: make run PORT={port + 1}"
        )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodlives.config.settings")
    os.environ.setdefault("GOODLIVES_DEMONSTRATION", "1")
    os.environ["PORT"] = str(port)
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # Ctrl-C, kill, a closed window
        signal.signal(ending, signal.default_int_handler)
    try:
        prepare_database()
        serve(port, detach=detach)
    except EmbeddedPostgresError as problem:
        raise click.ClickException(str(problem)) from problem
    except PermissionError as refused:
        raise click.ClickException(f"{refused.filename} belongs to another user. Run as that user.") from refused
    except KeyboardInterrupt:
        click.echo("\nEnding the server and the database")
        stop_worker()
        stop_server()
        embedded_postgres.stop()


@main.command()
def stop() -> None:
    """End the server, and the database if it is this checkout's own."""
    ends = (("worker", stop_worker), ("server", stop_server), ("database", embedded_postgres.stop))
    ended = [name for name, end in ends if end()]
    click.echo(f"Ended the {' and the '.join(ended)}" if ended else "Nothing was running")


@main.command()
def clean() -> None:
    """Take the rows of this checkout's database away, which may lie outside it."""
    embedded_postgres.remove()


def prepare_database() -> None:
    """Tables up to date, and people in them."""
    if not os.environ.get("DATABASE_URL"):
        click.echo("Starting the database")
        os.environ["DATABASE_URL"] = embedded_postgres.database_url()

    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    if unknown := migrations_of_another_version():
        raise click.ClickException(
            "The tables of this database were made by another version of Good Lives "
            f"({unknown[0]} is not in this one). Begin a new demonstration council with `make clean` and then "
            "`make run`, or name an empty database in DATABASE_URL."
        )
    click.echo("Bringing its tables up to date")
    call_command("migrate", interactive=False, verbosity=0)

    from goodlives.casework.people.models import Person

    demonstration = os.environ["GOODLIVES_DEMONSTRATION"] == "1"
    if demonstration and not Person.objects.exists() and goodlives_can("demo"):
        click.echo(f"Making up a council of {PEOPLE:,} people")
        if subprocess.run([goodlives(), "demo", "--people", str(PEOPLE)], check=False).returncode:
            raise click.ClickException("The made-up people could not be made: the lines above say why.")
    connection.close()


def migrations_of_another_version() -> list[str]:
    """The migrations of ours that this database has seen and this checkout does not have."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("goodlives.")}
    unknown = loader.applied_migrations.keys() - loader.disk_migrations.keys()
    return sorted(f"{app}.{name}" for app, name in unknown if app in ours)


def serve(port: int, *, detach: bool) -> None:
    """Start the web server and the worker, wait until the pages answer, and say where they are."""
    click.echo("Starting the server")
    log = local() / "server.log"
    words = [sys.executable, "-m", "gunicorn", "--config", "python:goodlives.config.web_server"]
    with log.open("wb") as file:
        output = file if detach else None
        server = subprocess.Popen(words, start_new_session=True, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    (local() / "server.pid").write_text(str(server.pid))

    if not answers(f"http://127.0.0.1:{port}/health/ready", server):
        server.terminate()
        said = f" Its log, {log}, ends:\n{log.read_text()[-3000:]}" if detach else ""
        raise click.ClickException(f"The server did not start.{said}")
    start_worker()
    click.secho(f"\nGood Lives is at http://localhost:{port}\n", bold=True)
    if goodlives_can("sign-ins"):
        subprocess.run([goodlives(), "sign-ins"], check=False)
    if detach:
        click.echo("It stays until: make stop")
        return
    click.echo("Ctrl-C ends it.")
    raise SystemExit(server.wait())


def answers(url: str, server: subprocess.Popen[bytes]) -> bool:
    """Whether the page answers before the server dies or a minute has gone by."""
    browser = build_opener(ProxyHandler({}))  # this machine is never behind a proxy
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            with browser.open(url, timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            time.sleep(0.1)
    return False


def start_worker() -> None:
    """Start what works off long jobs. Ended in the middle of one, it leaves nothing half done."""
    words = [sys.executable, "-m", "django", "procrastinate", "worker"]
    with (local() / "worker.log").open("ab") as log:
        worker = subprocess.Popen(words, start_new_session=True, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    (local() / "worker.pid").write_text(str(worker.pid))


def stop_server() -> bool:
    """End this checkout's web server. False when it was not running."""
    return stop_ours("server", "gunicorn")


def stop_worker() -> bool:
    """End this checkout's worker, which finishes the batch it is at. False when it was not running."""
    return stop_ours("worker", "procrastinate")


def stop_ours(name: str, program: str) -> bool:
    """End the process that we wrote down under this name, if it is still the one we started."""
    note = local() / f"{name}.pid"
    number = note.read_text() if note.exists() else ""
    note.unlink(missing_ok=True)
    if not is_ours(number, program):
        return False
    os.kill(int(number), signal.SIGTERM)
    until = time.monotonic() + 15
    while is_ours(number, program):
        if time.monotonic() > until:
            os.kill(int(number), signal.SIGKILL)
            break
        time.sleep(0.05)
    return True


def is_ours(number: str, program: str) -> bool:
    """Whether that process is this program of this checkout, and not another that was given its number since."""
    command = command_of(number) if number else ""
    return str(checkout()) in command and program in command


def taken(port: int) -> bool:
    """Whether another program listens on that port."""
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((os.environ.get("GOODLIVES_BIND", "127.0.0.1"), port))
        except OSError:
            return True
    return False


def goodlives() -> str:
    """The goodlives command of this environment."""
    return str(Path(sys.executable).with_name("goodlives"))


def goodlives_can(command: str) -> bool:
    """Whether the goodlives command has that one."""
    return subprocess.run([goodlives(), command, "--help"], capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    main()
