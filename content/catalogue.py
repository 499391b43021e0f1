"""Load the library once, and keep it in memory: `catalogue()`.

An installation can add its own reasons. `settings.CONTENT_DIRS` names folders that contain one YAML file per reason.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from content.files.loading import load
from content.values import Catalogue

LIBRARY = Path(__file__).with_name("library")


@cache
def catalogue() -> Catalogue:
    """Load the whole library, and cache it. Raises LibraryError with the file and line of each problem."""
    decks = getattr(settings, "CONTENT_DIRS", []) if settings.configured else []
    return load((LIBRARY, *map(Path, decks)))
