"""Make the fonts: the web's as they come, and for letters one whole font from the two parts the web is served."""

import shutil
import sys
from pathlib import Path

from fontTools import merge, ttLib

NAME = "atkinson-hyperlegible-next"
WEIGHTS = (400, 700)


def make_fonts(package: Path, destination: Path) -> None:
    """Copy the web fonts, write the ones for letters, and keep their licence beside them."""
    destination.mkdir(parents=True, exist_ok=True)
    shutil.copy(package / "LICENSE", destination / "LICENSE")
    for weight in WEIGHTS:
        parts = []
        for script in ("latin", "latin-ext"):
            source = package / "files" / f"{NAME}-{script}-{weight}-normal.woff2"
            shutil.copy(source, destination / f"{NAME}-{script}-{weight}.woff2")
            font = ttLib.TTFont(source)
            font.flavor = None
            part = destination / f"{script}-{weight}.part"
            font.save(part)
            parts.append(part)
        merge.Merger().merge([str(part) for part in parts]).save(destination / f"{NAME}-{weight}.ttf")
        for part in parts:
            part.unlink()


if __name__ == "__main__":
    make_fonts(Path(sys.argv[1]), Path(sys.argv[2]))
