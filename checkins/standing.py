"""Where a viewer stands: in which couple, in which seat, beside whom, with which schedule. One query.

Everything of a couple is reached through this: who has left has no standing, and what they ask for is not there.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from checkins.engine import Partner
from checkins.schedule import Rule, from_document, newest_of_each
from couples.compiled import Compiled
from couples.errors import NotFound
from couples.models import Membership, User

_COLUMNS = (
    "user_id",
    "seat",
    "joined_at",
    "tell_when_finished",
    "user__display_name",
    "couple_id",
    "couple__kind",
    "rest",
    "tender_topics",
    "couple__schedule__cadence_weeks",
    "couple__schedule__weekday",
    "couple__schedule__local_time",
    "couple__schedule__time_zone",
    "couple__schedule__window_hours",
    "couple__schedule__paused_at",
    "couple__schedule__next_opens_at",
    "couple__schedule__changes",
)
_MEMBERS = Compiled(
    lambda viewer: Membership.objects.filter(
        couple__memberships__user=viewer, couple__memberships__ended_at=None, ended_at=None
    ).values_list(*_COLUMNS)
)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A couple's schedule as stored."""

    cadence_weeks: int
    weekday: int
    local_time: dt.time
    time_zone: ZoneInfo
    window_hours: int
    paused_at: dt.datetime | None
    next_opens_at: dt.datetime | None
    changes: list[dict[str, Any]]

    @property
    def rule(self) -> Rule:
        return Rule(
            self.cadence_weeks,
            self.weekday,
            self.local_time,
            self.time_zone,
            dt.timedelta(hours=self.window_hours),
        )

    @property
    def opens_next_at(self) -> dt.datetime | None:
        """When the next check-in opens; None while paused, whatever slot the row keeps."""
        return self.next_opens_at if self.paused_at is None else None

    def as_json(self) -> dict[str, Any]:
        return {
            "cadence_weeks": self.cadence_weeks,
            "weekday": self.weekday,
            "local_time": f"{self.local_time:%H:%M}",
            "time_zone": str(self.time_zone),
            "window_hours": self.window_hours,
            "paused": self.paused_at is not None,
            "next_opens_at": self.opens_next_at,
        }


@dataclass(frozen=True, slots=True)
class Other:
    """The partner, as far as a viewer is concerned."""

    id: UUID
    name: str
    tells_when_finished: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """The viewer's place. `seat` is 0 or 1, as the engine counts partners."""

    viewer_id: UUID
    viewer_name: str
    couple_id: UUID
    solo: bool
    seat: Partner
    joined_at: dt.datetime
    partner: Other | None
    #: Whether the viewer takes a quiet break. The partner's is not told.
    resting: bool
    #: Whether the viewer is asked about tender topics. The partner's choice is not told.
    wants_tender: bool
    rhythm: Rhythm | None

    def schedule(self) -> dict[str, Any] | None:
        """The Schedule of the API: the couple's rhythm, and the viewer's own break."""
        if self.rhythm is None:
            return None
        return {**self.rhythm.as_json(), "resting": self.resting, "changes": self._changes(self.rhythm)}

    def _changes(self, rhythm: Rhythm) -> list[dict[str, Any]]:
        """Who changed the rhythm, how, and on which day. No hour: that it changed is all that the other needs."""
        if self.partner is None:
            return []
        return [
            {"by": "me" if each.seat == self.seat + 1 else "partner", "what": each.what, "on": each.on}
            for each in newest_of_each(from_document(rhythm.changes))
        ]

    def day(self, moment: dt.datetime) -> dt.date:
        """The date of a moment, by the couple's clock."""
        return moment.astimezone(self.rhythm.time_zone if self.rhythm else dt.UTC).date()

    def authors(self) -> tuple[UUID, UUID]:
        """The two authors in seat order. Only for a pair."""
        if self.partner is None:
            raise ValueError("Nobody else lives here.")
        return (self.viewer_id, self.partner.id) if self.seat == 0 else (self.partner.id, self.viewer_id)


def standing(viewer: User) -> Standing | None:
    """Where the viewer stands now; None if they live in no couple."""
    mine: tuple[Any, ...] | None = None
    partner: Other | None = None
    for row in _MEMBERS.rows(viewer=viewer.pk):
        if row[0] == viewer.pk:
            mine = row
        else:
            partner = Other(row[0], row[4], row[3])
    if mine is None:
        return None
    return Standing(
        viewer_id=viewer.pk,
        viewer_name=mine[4],
        couple_id=mine[5],
        solo=mine[6] == "solo",
        seat=0 if mine[1] == 1 else 1,
        joined_at=mine[2],
        partner=partner,
        resting=mine[7] is not None,
        wants_tender=mine[8],
        rhythm=Rhythm(*mine[9:]) if mine[9] is not None else None,
    )


def required(viewer: User) -> Standing:
    """Like `standing`. Raises NotFound, the same as for anything that is somebody else's."""
    found = standing(viewer)
    if found is None:
        raise nothing_here()
    return found


def nothing_here() -> NotFound:
    """The one answer for what is unknown, over, not yet revealed, or another's."""
    return NotFound(_("There is nothing here."))
