"""The browser that journeys are made in: the machine's Chromium or Chrome, else one that is fetched."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# The first has no windows to draw: it does the same with less work.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
MISSING = "there is no Chromium or Chrome here: install one, or name it in GOODLIVES_BROWSER"

# A browser for tests talks to nobody but the pages it is given.
SILENT = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    # A page's scripts run for a moment: making them quicker takes longer than they do.
    "--js-flags=--no-opt --no-maglev --min-semi-space-size=64",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def find() -> str | None:
    """The program, or None."""
    if named := os.environ.get("GOODLIVES_BROWSER"):
        return named
    for program in (*map(shutil.which, NAMES), *MAC):
        if program and Path(program).exists():
            return str(program)
    own = playwrights_own()
    return own if Path(own).exists() else None


def playwrights_own() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def arguments() -> list[str]:
    """Chromium's own cage does not open for root."""
    return [*SILENT, "--no-sandbox"] if os.geteuid() == 0 else SILENT


def fetch() -> None:
    """Fetch one from Playwright's site, or else, as root, from the machine's own packages."""
    attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        apt = ["apt-get", "-qq", "-y", "-o", "DPkg::Lock::Timeout=300"]
        attempts += [[*apt, "update"], *([*apt, "install", "--no-install-recommends", name] for name in NAMES[:2])]
    for words in attempts:
        print(f"Fetching a browser: {words[0] if words[0] == 'apt-get' else 'playwright install chromium'}", flush=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(words, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        if find():
            return


if __name__ == "__main__":
    if not find():
        fetch()
    print(f"Journeys use {find()}" if find() else f"Journeys in a browser are skipped: {MISSING}")
