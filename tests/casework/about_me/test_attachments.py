"""Pictures and voice notes are told by what is in them, and carry nothing that was not meant to be shown."""

from io import BytesIO

import pytest
from PIL import Image

from goodlives.casework.about_me import pictures, sounds
from goodlives.casework.about_me.pictures import NotAPicture, drawn_anew
from goodlives.casework.about_me.sounds import NotASound, kind_of


def picture(kind="JPEG", size=(60, 40), mode="RGB", **more):
    out = BytesIO()
    Image.new(mode, size, "teal").save(out, kind, **more)
    return out.getvalue()


def with_a_place():
    """A photo as a phone writes it: lying on its side, with where and by what it was taken."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "PhoneMaker"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 26.0)
    return picture(exif=exif.tobytes(), comment=b"my address")


def test_where_and_when_a_picture_was_taken_is_removed():
    sent = with_a_place()
    assert Image.open(BytesIO(sent)).getexif()
    drawn = drawn_anew(sent)
    shown = Image.open(BytesIO(drawn.content))
    assert not shown.getexif()
    assert not {"exif", "comment", "xmp", "icc_profile"} & set(shown.info)
    for secret in (b"PhoneMaker", b"my address", b"Exif"):
        assert secret not in drawn.content


def test_a_picture_on_its_side_is_set_upright():
    assert (drawn_anew(with_a_place()).width, drawn_anew(with_a_place()).height) == (40, 60)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_each_kind_comes_out_as_a_plain_photo(kind):
    drawn = drawn_anew(picture(kind))
    assert Image.open(BytesIO(drawn.content)).format == "JPEG"
    assert drawn.media_type == "image/jpeg"


def test_what_is_see_through_stands_on_white():
    drawn = drawn_anew(picture("PNG", mode="LA"))
    assert Image.open(BytesIO(drawn.content)).mode == "RGB"


def test_a_large_picture_is_made_to_fit():
    drawn = drawn_anew(picture(size=(4000, 1000)))
    assert (drawn.width, drawn.height) == (1600, 400)


@pytest.mark.parametrize(
    "sent",
    [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"0" * 50, b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a",
     picture()[:300], picture("BMP"), picture("TIFF")],
)  # fmt: skip
def test_what_is_no_picture_is_refused_whatever_it_is_called(sent):
    with pytest.raises(NotAPicture, match="not a picture"):
        drawn_anew(sent)


def test_a_picture_of_too_many_bytes_or_dots_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "LARGEST", 100)
    with pytest.raises(NotAPicture, match="too large"):
        drawn_anew(picture())
    monkeypatch.setattr(pictures, "LARGEST", 10_000)
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100)
    with pytest.raises(NotAPicture, match="too many dots"):
        drawn_anew(picture())


def test_a_picture_too_small_to_see_is_refused():
    with pytest.raises(NotAPicture, match="too small"):
        drawn_anew(picture(size=(10, 10)))


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"ID3\x04", "audio/mpeg"), (b"\xff\xfb\x90", "audio/mpeg"), (b"OggS", "audio/ogg"),
        (b"\x1a\x45\xdf\xa3", "audio/webm"), (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"), (b"#!AMR\n", "audio/amr"),
        (b"\0\0\0\x20ftypM4A ", "audio/mp4"), (b"\0\0\0\x20ftypmp42", "audio/mp4"), (b"\xff\xf1\x50", "audio/aac"),
    ],
)  # fmt: skip
def test_a_voice_note_is_told_by_how_it_begins(start, kind):
    assert kind_of(start + b"\0" * 40) == kind


@pytest.mark.parametrize("sent", [b"", b"<html>", b"RIFF\0\0\0\0AVI ", b"\0\0\0\x20ftypheic", b"MZ\x90", picture()])
def test_what_is_no_sound_is_refused(sent):
    with pytest.raises(NotASound, match="not a sound"):
        kind_of(sent)


def test_a_voice_note_that_is_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(sounds, "LARGEST", 10)
    with pytest.raises(NotASound, match="too long"):
        kind_of(b"OggS" + b"\0" * 10)
