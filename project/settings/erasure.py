"""The setting TOMBSTONES_FILE: the file that records erased people, so that a restored backup can't bring them back."""

from __future__ import annotations

from project.settings.base import LOCAL_DIR
from project.settings.environment import MODE, VOLUME, env

#: File outside the database that records erased people and closed spaces, each by a hash and a day. With it, they can
#: be erased again after a restore. If empty, only the database records them.
TOMBSTONES_FILE: str = env.str(
    "TOMBSTONES_FILE",
    default=str(VOLUME.tombstones)
    if VOLUME
    else str(LOCAL_DIR / "tombstones.txt")
    if MODE == "local"
    else "",
)
