"""What a checkout keeps for itself, in `.local`, which git ignores: its database and its secret key."""

import contextlib
import os
import secrets
from pathlib import Path


class NotACheckout(Exception):
    """Installed as a package, there is nowhere to keep a database: DATABASE_URL and DJANGO_SECRET_KEY must be given."""


def checkout() -> Path:
    """The folder that holds pyproject.toml."""
    folder = Path(__file__).resolve().parents[3]
    if not (folder / "pyproject.toml").exists():
        raise NotACheckout("There is no checkout of Good Lives here: set DATABASE_URL and DJANGO_SECRET_KEY.")
    return folder


def local() -> Path:
    """The checkout's own folder, made when first asked for."""
    folder = checkout() / ".local"
    folder.mkdir(exist_ok=True)
    return folder


def secret_key() -> str:
    """DJANGO_SECRET_KEY, or else a key made once for this checkout."""
    return os.environ.get("DJANGO_SECRET_KEY") or kept_secret(local() / "secret_key")


def kept_secret(path: Path) -> str:
    """The secret in a file that only its owner may read, made the first time it is asked for."""
    if not path.exists():
        whole = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        # Several may get here at once: only one link is made, and all read that one.
        with contextlib.suppress(FileExistsError):
            os.link(whole, path)
        whole.unlink()
    return path.read_text()
