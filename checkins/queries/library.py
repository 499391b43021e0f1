"""Read the library of starters, including which starters are on the couple's list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from msgspec import UNSET, UnsetType

from checkins.models import SavedStarter
from checkins.queries import presenting
from checkins.queries.presenting import SavedEntry
from checkins.talking.points import ListedStarter, ShownExperiment, other_language
from checkins.viewer_context import ViewerContext, viewer_context
from content.conversations import WISH
from content.readers import readers_library
from content.values import Dimension
from couples.encryption import keys
from couples.models import User

__all__ = ["Library", "library"]


@dataclass(frozen=True, slots=True)
class LibraryReason:
    """A reason as a heading in the library.

    `language`: the language of the text, set only if it is not the reader's language.
    """

    key: str
    title: str
    summary: str
    dimension: Dimension
    number: str
    language: str | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A reason of the library with its starters and its small things to try."""

    reason: LibraryReason
    starters: Sequence[ListedStarter]
    experiments: Sequence[ShownExperiment]


@dataclass(frozen=True, slots=True)
class Library:
    """The library of starters, grouped by reason."""

    results: Sequence[LibraryEntry]


def library(viewer: User, *, saved_only: bool = False) -> Library:
    """Return the library's starters, grouped by reason. Each starter says whether it is on the couple's list.

    If the viewer belongs to no couple, no starter is on a list. `saved_only`: return only the starters on the couple's
    list. These include starters that the library has retired, and starters for a wish to talk, which are otherwise
    left out.
    """
    context = viewer_context(viewer)
    saved = (
        saved_starters(context, keys.data_key(context.couple_id, None)) if context else (lambda _key: None)
    )
    results = []
    for reason in readers_library().reasons.values():
        if saved_only:
            known = readers_library().known_starters.values()
            listed = [found for found in known if found.reason == reason.key and saved(found.key)]
        else:
            listed = list(reason.starters)
        starters = [presenting.starter(found, saved=saved) for found in listed]
        if starters:
            results.append(
                LibraryEntry(
                    LibraryReason(
                        key=reason.key,
                        title=reason.title,
                        summary=reason.summary,
                        dimension=reason.dimension,
                        number=reason.number,
                        language=other_language(reason.language),
                    ),
                    starters,
                    [presenting.experiment(found) for found in reason.experiments],
                )
            )
    if saved_only:
        own = [each for each in readers_library().known_starters.values() if each.reason == WISH]
        ours = [presenting.starter(each, saved=saved) for each in own if saved(each.key)]
        if ours:
            results.append(LibraryEntry(_wishes(), ours, []))
    return Library(results)


def _wishes() -> LibraryReason:
    """Return the heading for starters that suit any subject that a partner would like to talk about."""
    return LibraryReason(
        key=WISH,
        title=_("Something on your mind"),
        summary=_("For what one of you would like to talk about."),
        dimension="connection",
        number="",
    )


def saved_starters(context: ViewerContext, couple_key: bytes) -> presenting.SavedStarters:
    """Read the couple's list of starters. Return a function that finds a starter on this list by the starter's key."""
    rows = SavedStarter.objects.filter(couple_id=context.couple_id).values_list("starter_index", "talked_on")
    places = {bytes(index): SavedEntry(talked_on) for index, talked_on in rows}
    return lambda key: places.get(keys.blind_index(couple_key, key)) if places else None
