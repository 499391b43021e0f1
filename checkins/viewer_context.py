"""The viewer's current membership: couple, seat, partner and schedule, read in one query.

Every read of a couple's data starts with the viewer's current membership. A person who has left the couple has no
current membership in it, and so can read nothing of that couple except their own responses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from checkins.asking.schedule import ScheduleRule, from_document, newest_of_each
from checkins.engine import Partner
from checkins.talking.points import Who
from couples.compiled import Compiled
from couples.errors import NotFound
from couples.models import Membership, User

#: The database columns of `_MemberRow`, then those of `StoredSchedule`, each in the order of the fields.
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


class _MemberRow(NamedTuple):
    """One member of the viewer's couple (the viewer or the partner), as read from the database."""

    user_id: UUID
    seat: int
    joined_at: dt.datetime
    tells_when_finished: bool
    name: str
    couple_id: UUID
    couple_kind: str
    rest: UUID | None
    wants_tender: bool


_MEMBER_COLUMNS = len(_MemberRow._fields)


@dataclass(frozen=True, slots=True)
class ScheduleEdit:
    """One change of the schedule: who made it, what it was, and the day in the couple's time zone."""

    by: Who
    what: Literal["moved", "paused", "resumed"]
    on: dt.date


@dataclass(frozen=True, slots=True)
class ScheduleStatus:
    """The couple's schedule as the viewer sees it. `weekday`: 0 is Monday. `local_time` is in `time_zone`.

    `paused`: whether check-ins are paused for both partners. Both partners see this.
    `resting`: whether the viewer takes a quiet break. The partner does not see this.
    `changes`: of the recent changes, the latest of each kind by each partner, newest first. Empty for a person without
    a partner.
    `next_opens_at`: None during a pause.
    """

    cadence_weeks: int
    weekday: int
    local_time: str
    time_zone: str
    window_hours: int
    paused: bool
    resting: bool
    changes: Sequence[ScheduleEdit]
    next_opens_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class StoredSchedule:
    """A couple's schedule, as it is stored in the database."""

    cadence_weeks: int
    weekday: int
    local_time: dt.time
    time_zone: ZoneInfo
    window_hours: int
    paused_at: dt.datetime | None
    next_opens_at: dt.datetime | None
    changes: list[dict[str, Any]]

    @property
    def rule(self) -> ScheduleRule:
        return ScheduleRule(
            self.cadence_weeks,
            self.weekday,
            self.local_time,
            self.time_zone,
            dt.timedelta(hours=self.window_hours),
        )

    @property
    def next_opening_unless_paused(self) -> dt.datetime | None:
        """The time at which the next check-in opens. None during a pause, and after the couple has ended."""
        return self.next_opens_at if self.paused_at is None else None


@dataclass(frozen=True, slots=True)
class PartnerInfo:
    """The viewer's partner.

    `tells_when_finished`: whether the partner lets the viewer see that the partner has finished a check-in.
    """

    id: UUID
    name: str
    tells_when_finished: bool


@dataclass(frozen=True, slots=True)
class ViewerContext:
    """The viewer's current membership of a couple.

    `seat`: which of the two partners the viewer is (0 or 1). `solo`: whether the viewer has no partner.
    """

    viewer_id: UUID
    viewer_name: str
    couple_id: UUID
    solo: bool
    seat: Partner
    joined_at: dt.datetime
    partner: PartnerInfo | None
    #: Whether the viewer takes a quiet break. Says nothing about the partner.
    resting: bool
    #: Whether the viewer wants questions about tender topics. Says nothing about the partner's choice.
    wants_tender: bool
    schedule: StoredSchedule | None

    def schedule_status(self) -> ScheduleStatus | None:
        """Return the couple's schedule, and whether the viewer takes a quiet break. None if there is no schedule."""
        stored = self.schedule
        if stored is None:
            return None
        return ScheduleStatus(
            cadence_weeks=stored.cadence_weeks,
            weekday=stored.weekday,
            local_time=f"{stored.local_time:%H:%M}",
            time_zone=str(stored.time_zone),
            window_hours=stored.window_hours,
            paused=stored.paused_at is not None,
            resting=self.resting,
            changes=self._edits(stored),
            next_opens_at=stored.next_opening_unless_paused,
        )

    def _edits(self, stored: StoredSchedule) -> list[ScheduleEdit]:
        """Return, of the recent changes of the schedule, the latest of each kind by each partner, newest first.

        Without a partner, return an empty list. Only the day of a change is stored: the partner doesn't need the hour.
        """
        if self.partner is None:
            return []
        return [
            ScheduleEdit("me" if each.seat == self.seat + 1 else "partner", each.what, each.on)
            for each in newest_of_each(from_document(stored.changes))
        ]

    def day(self, moment: dt.datetime) -> dt.date:
        """Return the date of `moment` in the couple's time zone, or in UTC if the couple has no schedule."""
        return moment.astimezone(self.schedule.time_zone if self.schedule else dt.UTC).date()


def viewer_context(viewer: User) -> ViewerContext | None:
    """Read the viewer's current membership. Return None if the viewer belongs to no couple."""
    mine: _MemberRow | None = None
    partner: PartnerInfo | None = None
    schedule: StoredSchedule | None = None
    for columns in _MEMBERS.rows(viewer=viewer.pk):
        row = _MemberRow._make(columns[:_MEMBER_COLUMNS])
        if row.user_id == viewer.pk:
            mine, schedule = row, _schedule(columns[_MEMBER_COLUMNS:])
        else:
            partner = PartnerInfo(row.user_id, row.name, row.tells_when_finished)
    if mine is None:
        return None
    return ViewerContext(
        viewer_id=viewer.pk,
        viewer_name=mine.name,
        couple_id=mine.couple_id,
        solo=mine.couple_kind == "solo",
        seat=0 if mine.seat == 1 else 1,
        joined_at=mine.joined_at,
        partner=partner,
        resting=mine.rest is not None,
        wants_tender=mine.wants_tender,
        schedule=schedule,
    )


def _schedule(columns: tuple[Any, ...]) -> StoredSchedule | None:
    """Make the schedule from its database columns. Return None if the couple has no schedule.

    Without a schedule, all columns are None.
    """
    return None if columns[0] is None else StoredSchedule(*columns)


def required_context(viewer: User) -> ViewerContext:
    """Read the viewer's current membership. Raises NotFound if the viewer belongs to no couple."""
    found = viewer_context(viewer)
    if found is None:
        raise not_found()
    return found


def not_found() -> NotFound:
    """Return the one error for everything that a viewer may not read.

    The error is the same for data that does not exist, was deleted, is not revealed yet, or belongs to someone else.
    """
    return NotFound(_("There is nothing here."))
