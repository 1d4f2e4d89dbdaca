"""The tables are made once: every worker, and every later run with the same migrations, begins from a copy of them."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).parents[1]
NAME = "goodlives_migrated_"
ONE_AT_A_TIME = 20_100_923


def template(database: dict) -> str:
    """The name of a migrated database beside this one, made first where there is none yet."""
    name = NAME + _mark()
    with psycopg.connect(_address(database, "postgres"), autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        there = [
            one for (one,) in server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [NAME])
        ]
        if name not in there:
            for old in there:
                server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(old)))
            being_made = f"{name}_being_made"
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(being_made)))
            subprocess.run(
                [sys.executable, "-m", "django", "migrate", "--verbosity", "0", "--skip-checks"],
                env=os.environ | {"DATABASE_URL": _address(database, being_made)},
                check=True,
            )
            server.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(being_made), sql.Identifier(name))
            )
    return name


def _mark() -> str:
    """Of everything that says what the tables are."""
    said = hashlib.sha256()
    for file in [*sorted((ROOT / "src").rglob("migrations/*.py")), *sorted((ROOT / "src").rglob("row_security*.py"))]:
        said.update(file.read_bytes())
    said.update((ROOT / "requirements.txt").read_bytes())
    return said.hexdigest()[:16]


def _address(database: dict, name: str) -> str:
    who = quote(database["USER"] or "") + (f":{quote(database['PASSWORD'])}" if database["PASSWORD"] else "")
    where = f"{database['HOST'] or 'localhost'}:{database['PORT'] or 5432}"
    return urlunsplit(("postgresql", f"{who}@{where}", name, "", ""))
