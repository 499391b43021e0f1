"""The first start makes keys only in an empty data folder. If there are data but a key is missing, the start fails."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from project import keys_file
from project.home import first_start
from project.local.starting import Refused
from project.volume import Volume


@pytest.fixture
def volume(tmp_path: Path) -> Volume:
    return Volume(tmp_path)


def test_an_empty_volume_gets_keys_that_its_owner_alone_can_read(volume: Volume) -> None:
    assert first_start.prepare(volume)
    assert set(keys_file.read(volume.keys)) == set(keys_file.NEEDED)
    assert stat.S_IMODE(volume.keys.stat().st_mode) == 0o600
    for file in (volume.keys, volume.database, volume.tombstones):
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert len({file.parent for file in (volume.keys, volume.database, volume.tombstones)}) == 3


def test_a_second_start_keeps_the_keys(volume: Volume) -> None:
    first_start.prepare(volume)
    made = volume.keys.read_text()
    assert not first_start.prepare(volume)
    assert volume.keys.read_text() == made


def test_data_without_their_keys_stop_the_start(volume: Volume) -> None:
    first_start.prepare(volume)
    volume.database.touch()
    volume.keys.unlink()
    with pytest.raises(Refused, match=r"keys\.env is missing, and there are data") as refused:
        first_start.prepare(volume)
    assert "Put back your copy of the keys" in str(refused.value)
    assert not volume.keys.exists()


@pytest.mark.parametrize("lost", keys_file.NEEDED)
def test_a_file_that_lacks_a_key_stops_the_start(volume: Volume, lost: str) -> None:
    first_start.prepare(volume)
    kept = [line for line in volume.keys.read_text().splitlines(keepends=True) if not line.startswith(lost)]
    volume.keys.write_text("".join(kept))
    with pytest.raises(Refused, match=rf"lacks {lost}\."):
        first_start.prepare(volume)
    assert volume.keys.read_text() == "".join(kept)


@pytest.mark.parametrize("place", ["/proc", "/proc/side-by-side", __file__])
def test_a_folder_that_cannot_be_written_to_is_named_with_the_command_that_mends_it(place: str) -> None:
    """Use paths at which no user can make or write to a folder, not even root."""
    with pytest.raises(Refused, match=rf"can't be made or written to .*chown -R {os.getuid()}:{os.getgid()}"):
        first_start.require_writable(Path(place))
