"""A picture somebody sends: read by what is in it, never by its name, and drawn anew, so that nothing hides in it."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import NamedTuple

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

KINDS = ("JPEG", "PNG", "WEBP", "GIF")
LARGEST = 15 * 1024 * 1024
LONGEST_SIDE = 1600
MOST_PIXELS = 60_000_000
SMALLEST_SIDE = 16


class NotAPicture(Exception):
    """What came cannot be shown as a picture. Its words say what would help."""


class Drawn(NamedTuple):
    content: bytes
    media_type: str
    width: int
    height: int


def drawn_anew(sent: bytes) -> Drawn:
    """The picture by itself: upright, no larger than a page needs, without where or when it was taken."""
    if len(sent) > LARGEST:
        raise NotAPicture(_("The picture is too large. It must be 15 MB or smaller"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture: Image.Image = Image.open(BytesIO(sent), formats=KINDS)
            if picture.width * picture.height > MOST_PIXELS:
                raise NotAPicture(_("The picture has too many dots in it. Try a smaller one"))
            picture = ImageOps.exif_transpose(picture)
            see_through = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
            picture = picture.convert("RGBA" if see_through else "RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError, Warning):
        raise NotAPicture(_("This is not a picture we can show. Choose a photo (JPEG, PNG, WebP or GIF)")) from None
    if min(picture.size) < SMALLEST_SIDE:
        raise NotAPicture(_("The picture is too small to see. Choose a larger one"))
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if see_through:
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(picture, mask=picture.getchannel("A"))
        picture = paper
    # Only the dots are copied: whatever else the file carried stays behind.
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    out = BytesIO()
    clean.save(out, "JPEG", quality=82, optimize=True, progressive=True)
    return Drawn(out.getvalue(), "image/jpeg", *clean.size)
