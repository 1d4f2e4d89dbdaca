"""Make the fonts: the web's as they come, and for letters one whole font from the two parts the web is served.

Urdu has a font of its own. Of its 52 kB a page needs 15: the letters of Urdu, and how they join. The name of the
language, which stands at the foot of every page, has a few letters of it for itself.
"""

import shutil
import sys
from pathlib import Path

from fontTools import merge, subset, ttLib

NAME = "atkinson-hyperlegible-next"
URDU = "noto-naskh-arabic"
WEIGHTS = (400, 700)
# The letters, signs and figures of Urdu, and the marks that say which way words run.
LETTERS_OF_URDU = (
    "U+060C,U+061B,U+061F,U+0621-063A,U+0640-0652,U+0654,U+0656-0658,U+066A-066C,U+0670,U+0674,U+0679,U+067E,U+0686,"
    "U+0688,U+0691,U+0698,U+06A9,U+06AF,U+06BA,U+06BE,U+06C1-06C3,U+06CC,U+06D2-06D4,U+06F0-06F9,U+200C-200F,"
    "U+2066-2069"
)

NAME_OF_URDU = "اردو (مسودہ)"


def make_fonts(packages: Path, destination: Path) -> None:
    """Copy the web fonts, write the ones for letters, and keep their licences beside them."""
    destination.mkdir(parents=True, exist_ok=True)
    shutil.copy(packages / NAME / "LICENSE", destination / "LICENSE")
    shutil.copy(packages / URDU / "LICENSE", destination / f"LICENSE-{URDU}")
    for weight in WEIGHTS:
        parts = []
        for script in ("latin", "latin-ext"):
            source = packages / NAME / "files" / f"{NAME}-{script}-{weight}-normal.woff2"
            shutil.copy(source, destination / f"{NAME}-{script}-{weight}.woff2")
            parts.append(_plain(source, destination / f"{script}-{weight}.part"))
        merge.Merger().merge([str(part) for part in parts]).save(destination / f"{NAME}-{weight}.ttf")
        for part in parts:
            part.unlink()
        source = packages / URDU / "files" / f"{URDU}-arabic-{weight}-normal.woff2"
        _plain(source, destination / f"{URDU}-{weight}.ttf")
        _part(source, f"--unicodes={LETTERS_OF_URDU}", destination / f"{URDU}-{weight}.woff2")
        if weight == WEIGHTS[0]:
            _part(source, f"--text={NAME_OF_URDU}", destination / f"{URDU}-name.woff2")


def _part(source: Path, which: str, destination: Path) -> None:
    subset.main([str(source), which, "--flavor=woff2", f"--output-file={destination}"])


def _plain(source: Path, destination: Path) -> Path:
    font = ttLib.TTFont(source)
    font.flavor = None
    font.save(destination)
    return destination


if __name__ == "__main__":
    make_fonts(Path(sys.argv[1]), Path(sys.argv[2]))
