"""Deliberate leaks through the calendar feed, which may depend on the schedule only."""

from __future__ import annotations

from typing import Any

from checkins.models import Rest
from couples.models import Membership
from notifications.calendar import ics
from tests.seal.mutants.workshop import Patch, Theme, aside, their_newest
from tests.seal.walk import one_has_finished, stepping_back

mutant = Theme()


@mutant("a calendar that ticks off what the partner has finished", since=one_has_finished)
def ticks_off(patch: Patch) -> None:
    """The title of the calendar changes once the partner has submitted."""

    def written(original: Any, openings: Any, *, user_id: Any, title: str, **given: Any) -> Any:
        response = their_newest(user_id)
        done = response is not None and response.submitted_at is not None
        return original(openings, user_id=user_id, title=f"{title} (waiting)" if done else title, **given)

    patch.around(ics, "calendar_file", written)


@aside
def _somebody_rests(user_id: Any) -> bool:
    couple = Membership.objects.filter(user=user_id, ended_at=None).values("couple")
    return Rest.objects.filter(membership__couple__in=couple).exists()


@mutant("a calendar that rests with the partner", since=stepping_back)
def rests(patch: Patch) -> None:
    """The calendar is empty while either person takes a quiet break."""

    def written(original: Any, openings: Any, *, user_id: Any, **given: Any) -> Any:
        return original([] if _somebody_rests(user_id) else openings, user_id=user_id, **given)

    patch.around(ics, "calendar_file", written)
