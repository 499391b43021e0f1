"""Collect the content of a person's export: what they wrote, and what was revealed to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any
from uuid import UUID

from checkins import queries as ritual
from checkins.queries import PastPoint
from checkins.queries.jar import KindWords
from couples import queries as people
from couples.errors import NotFound
from couples.models import Membership, User
from notifications import queries as reminders
from notifications.api.serializers import PreferencesSerializer, SubscriptionSerializer
from notifications.calendar import feeds

JsonObject = dict[str, Any]

#: Number of check-ins per page of kind words. Their decrypted responses are in memory together.
AT_ONCE = 4


def account(viewer: User, *, now: dt.datetime) -> JsonObject:
    """Return the viewer's account and settings, and everything else that belongs to no single check-in.

    For example, the result contains the viewer's pocket notes and the couple's agreements.
    """
    return {
        "account": {**asdict(people.me(viewer)), "since": viewer.date_joined},
        "passkeys": [
            {
                "name": row.name,
                "added": row.added_at,
                "last_used": row.used_at,
            }
            for row in people.sign_in(viewer).passkeys
        ],
        "sign_in_providers": [asdict(one) for one in people.provider_connections(viewer)],
        "signed_in_on": [
            {
                "name": one.name,
                "first_seen": one.first_seen,
                "last_seen": one.last_seen,
            }
            for one in people.devices(viewer, session_key=None, now=now)
        ],
        "reminders": {
            "preferences": dict(PreferencesSerializer(reminders.preference(viewer.pk)).data),
            "nudged_in": reminders.nudged_in(viewer),
            "calendar_since": feeds.since(viewer),
            "devices": [
                dict(each) for each in SubscriptionSerializer(reminders.subscriptions(viewer), many=True).data
            ],
        },
        "spaces": [_space(row) for row in Membership.objects.filter(user=viewer).order_by("joined_at")],
        "pocket": [asdict(note) for note in people.pocket(viewer).notes],
        "schedule": _unless_gone(lambda: ritual.schedule(viewer)),
        "agreements": _unless_gone(lambda: ritual.agreement_list(viewer)),
        "saved_starters": [
            {"about": found.reason.title, "text": starter.text}
            for found in ritual.library(viewer, saved_only=True).results
            for starter in found.starters
        ],
    }


def check_in(
    viewer: User, check_in_id: UUID, *, can_read_reveal: bool, now: dt.datetime
) -> JsonObject | None:
    """Return one check-in: the viewer's response and, if the viewer can read the reveal, the revealed answers.

    `can_read_reveal` says whether the viewer can read the reveal. Return None if the check-in was deleted after its id
    was read.
    """
    own = _unless_gone(lambda: ritual.own_past(viewer, check_in_id, now=now))
    if own is None:
        return None
    revealed = _unless_gone(lambda: ritual.reveal(viewer, check_in_id)) if can_read_reveal else None
    return {"mine": own, "revealed": revealed}


def talking_points(viewer: User) -> Iterator[PastPoint]:
    """Yield the couple's topics, newest first, with what the viewer said about each, and the viewer's private cards.

    Strengths are left out. Reads one page of topics at a time, to save memory.
    """
    before: int | None = None
    while page := _unless_gone(lambda before=before: ritual.points(viewer, before=before, for_two=False)):
        yield from page.results
        before = page.next
        if before is None:
            return


def kind_words(viewer: User) -> Iterator[KindWords]:
    """Yield the kind words that were revealed to the viewer in the present couple, newest first.

    Reads the kind words of a few check-ins at a time, to save memory.
    """
    before: int | None = None
    while True:
        page = ritual.jar(viewer, before=before, size=AT_ONCE)
        yield from page.words
        before = page.next
        if before is None:
            return


def _space(row: Membership) -> JsonObject:
    return {
        "since": row.joined_at,
        "still_there": row.ended_at is None,
        "tender_topics": row.tender_topics,
        "tell_when_finished": row.tell_when_finished,
        "usual_sharing": row.usual_sharing or None,
    }


def _unless_gone(read: Any) -> Any:
    """Return the result of the query `read`, or None if it raises NotFound.

    A query raises NotFound if the viewer has no space, or if the space closed while the export was being made.
    """
    try:
        return read()
    except NotFound:
        return None
