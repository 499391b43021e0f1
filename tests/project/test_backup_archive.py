"""A backup can be unpacked only if it has exactly the files that its manifest lists, all of them undamaged."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from project.backups import archive
from project.backups.archive import Manifest, Part, Unusable

FILES = {"database.sqlite3": b"the database", archive.TOMBSTONES: b"the tombstones"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to unpack an archive into."""
    made = tmp_path / "unpacked"
    made.mkdir()
    return made


def _contents(folder: Path) -> dict[str, bytes]:
    """Make the archive of a backup of FILES, and return the content of each file in the archive, by its name."""
    paths = {name: folder / name for name in FILES}
    for name, path in paths.items():
        path.write_bytes(FILES[name])
    manifest = Manifest(
        form=archive.FORM,
        version="1.0",
        made_at="2026-11-29T12:00:00+00:00",
        database="sqlite",
        migrations=[],
        wrapping_keys=[],
        parts=[Part(name, archive.digest(path)) for name, path in paths.items()],
    )
    made = io.BytesIO()
    archive.write(made, manifest, paths)
    with tarfile.open(fileobj=io.BytesIO(made.getvalue())) as tar:
        found = {name: tar.extractfile(name) for name in tar.getnames()}
        return {name: content.read() for name, content in found.items() if content}


def _packed(contents: Mapping[str, bytes]) -> io.BytesIO:
    """Return an archive with these files."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as tar:
        for name, content in contents.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    made.seek(0)
    return made


def test_a_whole_archive_is_unpacked(tmp_path: Path, folder: Path) -> None:
    archive.unpack(_packed(_contents(tmp_path)), folder)
    assert {name: (folder / name).read_bytes() for name in FILES} == FILES


def test_a_file_that_the_manifest_does_not_list_is_refused(tmp_path: Path, folder: Path) -> None:
    contents = _contents(tmp_path) | {archive.KEYS: b"DATA_WRAPPING_KEY=somebody's"}
    with pytest.raises(Unusable, match=r"does not list keys\.env.* Take another copy of the file\."):
        archive.unpack(_packed(contents), folder)


def test_a_file_that_is_missing_is_refused(tmp_path: Path, folder: Path) -> None:
    contents = _contents(tmp_path)
    del contents[archive.TOMBSTONES]
    with pytest.raises(Unusable, match=r"tombstones\.txt in this backup is damaged or missing\."):
        archive.unpack(_packed(contents), folder)


def test_a_file_that_was_changed_is_refused(tmp_path: Path, folder: Path) -> None:
    contents = _contents(tmp_path) | {archive.TOMBSTONES: b"other tombstones"}
    with pytest.raises(Unusable, match=r"tombstones\.txt in this backup is damaged or missing\."):
        archive.unpack(_packed(contents), folder)
