"""A script joins still WebP pictures into an animated picture for the README."""

from __future__ import annotations

import pytest

from scripts.webp import Frame, animated


def still(pixels: bytes) -> bytes:
    """Return a small WebP file with a chunk of metadata and with a chunk of these pixels."""
    body = b"WEBP"
    for name, content in ((b"EXIF", b"camera"), (b"VP8 ", pixels)):
        body += name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def test_each_still_becomes_a_frame_of_its_own_length() -> None:
    made = animated([Frame(still(b"first"), 1_800), Frame(still(b"second"), 60)], width=390, height=844)
    assert made[:4] + made[8:16] == b"RIFFWEBPVP8X"
    assert int.from_bytes(made[4:8], "little") == len(made) - 8
    assert made[20] == 0x02, "animated, without transparency"
    assert made[24:30] == (389).to_bytes(3, "little") + (843).to_bytes(3, "little")
    first, second = made.split(b"ANMF")[1:]
    for frame, lasts, pixels in ((first, 1_800, b"first"), (second, 60, b"second")):
        assert int.from_bytes(frame[16:19], "little") == lasts
        assert pixels in frame
    assert b"camera" not in made
    assert len(made) % 2 == 0


def test_a_file_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="not a WebP"):
        animated([Frame(b"\x89PNG\r\n", 10)], width=1, height=1)
