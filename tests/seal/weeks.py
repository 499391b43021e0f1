"""Queries about the couple's newest check-in, for the steps of a walk.

The check-in is the same in both worlds. How far a person's response has come may differ between the worlds.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from checkins.models import CheckIn, Response, TalkingPoint
from couples.models import Membership
from tests.seal.comparing import compare
from tests.seal.twins import Json, Twins
from tests.seal.world import World


@dataclass(frozen=True, slots=True)
class Week:
    """The id, prompts, state and times of the couple's newest check-in. They are the same in both worlds."""

    id: UUID
    asked: list[Json]
    state: str
    opens_at: dt.datetime
    closes_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ResponseState:
    """The progress of one person's response in one world. `revision` says how often it was saved (0: never)."""

    revision: int
    submitted: bool


class Weeks(Twins):
    """The twin worlds, with queries about the couple's newest check-in."""

    def week(self) -> Week | None:
        """Return the couple's newest check-in, or None if the reader and the author are not a couple."""
        found = self.both("week", self._week)
        compare("the check-in itself", *found)
        return Week(*found[0]) if found[0] else None

    def _week(self, world: World) -> Any:
        live = Membership.objects.filter(
            user=self.people["author"].pk,
            ended_at=None,
            couple__memberships__user=self.people["reader"].pk,
        )
        rows = CheckIn.objects.filter(couple__in=live.values("couple")).order_by("-number")
        return rows.values_list("id", "prompts", "state", "opens_at", "closes_at").first()

    def response_state(self, world: World, who: str, week: Week) -> ResponseState:
        """Return the progress of one person's response in one world."""
        with self.acting(world, "response state"):
            rows = Response.objects.filter(check_in=week.id, author=self.people[who].pk)
            found = rows.values_list("revision", "submitted_at").first()
        return ResponseState(found[0], found[1] is not None) if found else ResponseState(0, False)

    def points(self, check_in: UUID | None = None) -> list[tuple[UUID, str, UUID | None]]:
        """Return at most twelve talking points as (id, role, audience), those of the newest check-in first.

        If `check_in` is an id, return only talking points of this check-in. If `check_in` is None, return those of all
        the couple's check-ins. `role` is the kind of talking point. `audience` is the id of the only person who may see
        the talking point, or None if both people may.
        """
        with self.acting(self.worlds[0], "points"):
            live = Membership.objects.filter(user=self.people["author"].pk, ended_at=None)
            rows = TalkingPoint.objects.filter(check_in__couple__in=live.values("couple"))
            rows = rows.filter(check_in=check_in) if check_in else rows
            found = rows.order_by("-check_in__number", "position").values_list("pk", "role", "audience_id")
            return list(found[:12])

    def submission(self, who: str, world: World, week: Week, answers: Json) -> Json:
        """Return the body of a request that submits these answers and replaces the person's last draft."""
        return {
            "submission_id": str(uuid.uuid5(week.id, f"{who}/{self.step_number}")),
            "base_revision": self.response_state(world, who, week).revision,
            "answers": answers,
        }

    def is_open(self, week: Week) -> bool:
        """Return whether a response to this check-in can still be written."""
        return week.state == "open" and self.now < week.closes_at
