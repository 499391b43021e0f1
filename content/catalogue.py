"""The library, read once: `catalogue()`.

Decks of one's own lie in the folders named by `settings.CONTENT_DIRS`, one YAML file a reason like here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from content.documents import LibraryError, Place, Problem
from content.loading import load
from content.values import DIMENSIONS, Catalogue, Dimension, Experiment, Prompt, Reason, Side, Source, Starter

__all__ = [
    "DIMENSIONS",
    "LIBRARY",
    "Catalogue",
    "Dimension",
    "Experiment",
    "LibraryError",
    "Place",
    "Problem",
    "Prompt",
    "Reason",
    "Side",
    "Source",
    "Starter",
    "catalogue",
]

LIBRARY = Path(__file__).with_name("library")


@cache
def catalogue() -> Catalogue:
    """The whole library, always the same object. Raises LibraryError with file and line of each problem."""
    decks = getattr(settings, "CONTENT_DIRS", []) if settings.configured else []
    return load((LIBRARY, *map(Path, decks)))
