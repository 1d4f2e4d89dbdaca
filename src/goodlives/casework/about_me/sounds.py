"""A voice note somebody sends: told by what is in it, never by its name."""

from __future__ import annotations

from django.utils.translation import gettext as _

LARGEST = 10 * 1024 * 1024

# The first bytes of each kind of sound that phones and computers record, and what a browser calls it.
_STARTS = (
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"\x1a\x45\xdf\xa3", "audio/webm"),
    (b"#!AMR", "audio/amr"),
    (b"caff", "audio/x-caf"),
)
_MP4 = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso5", b"iso6", b"dash", b"3gp4", b"3gp5", b"3gp6")


class NotASound(Exception):
    """What came cannot be played as a voice note. Its words say what would help."""


def kind_of(sent: bytes) -> str:
    """What kind of sound this is; `NotASound` where it is none, or too long."""
    if len(sent) > LARGEST:
        raise NotASound(_("The voice note is too long. It must be 10 MB or smaller: about 10 minutes"))
    if found := next((kind for start, kind in _STARTS if sent.startswith(start)), None):
        return found
    if sent[:4] == b"RIFF" and sent[8:12] == b"WAVE":
        return "audio/wav"
    if sent[4:8] == b"ftyp" and sent[8:12] in _MP4:
        return "audio/mp4"
    if len(sent) > 1 and sent[0] == 0xFF and sent[1] & 0xF6 == 0xF0:
        return "audio/aac"
    if len(sent) > 1 and sent[0] == 0xFF and sent[1] & 0xE6 == 0xE2:
        return "audio/mpeg"
    raise NotASound(_("This is not a sound we can play. Choose a voice recording (M4A, MP3, WAV, OGG or WebM)"))
