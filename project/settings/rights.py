"""What people may ask for at any time, and what an operator keeps for it."""

from __future__ import annotations

from project.settings.base import LOCAL_DIR
from project.settings.environment import MODE, env

#: Where it is noted, outside the database and its backups, that somebody was erased or a space closed (a hash and a
#: day), so that a restored backup can be put right. Empty: only the database knows.
TOMBSTONES_FILE: str = env.str(
    "TOMBSTONES_FILE", default=str(LOCAL_DIR / "tombstones.txt") if MODE == "local" else ""
)
