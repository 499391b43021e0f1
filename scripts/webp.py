"""Join WebP pictures into an animated WebP file.

The file is in the RIFF format with one ANMF chunk per frame, as the WebP Container Specification describes. Chromium
makes the pictures. This module only copies their compressed data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ANIMATED = 0x02
_HAS_ALPHA = 0x10
#: Flag that a frame is drawn without blending, because every frame is a whole picture.
_NO_BLENDING = 0x02


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame of the animation: the bytes of a still WebP file, and how many milliseconds it is shown."""

    picture: bytes
    lasts: int


def animated(frames: Sequence[Frame], *, width: int, height: int) -> bytes:
    """Return an animated WebP file that repeats forever. All frames have this width and height in pixels.

    Raises ValueError if a frame is not a WebP file.
    """
    canvas = _u24(width - 1) + _u24(height - 1)
    moving = b"".join(
        _chunk(
            b"ANMF",
            _u24(0) * 2 + canvas + _u24(frame.lasts) + bytes([_NO_BLENDING]) + _image_data(frame.picture),
        )
        for frame in frames
    )
    alpha = any(b"ALPH" in dict(_chunks(frame.picture)) for frame in frames)
    flags = _ANIMATED | (_HAS_ALPHA if alpha else 0)
    header = _chunk(b"VP8X", bytes([flags, 0, 0, 0]) + canvas)
    for_ever = _chunk(b"ANIM", b"\xff\xff\xff\xff" + (0).to_bytes(2, "little"))
    body = b"WEBP" + header + for_ever + moving
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _image_data(still: bytes) -> bytes:
    """Return the parts of a still WebP file that the animation needs: the transparency and the pixels."""
    return b"".join(
        _chunk(name, data) for name, data in _chunks(still) if name in {b"ALPH", b"VP8 ", b"VP8L"}
    )


def _chunks(file: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name and the content of each chunk in a WebP file."""
    if file[:4] != b"RIFF" or file[8:12] != b"WEBP":
        raise ValueError("This is not a WebP file.")
    at = 12
    while at + 8 <= len(file):
        size = int.from_bytes(file[at + 4 : at + 8], "little")
        yield file[at : at + 4], file[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)


def _u24(number: int) -> bytes:
    return number.to_bytes(3, "little")
