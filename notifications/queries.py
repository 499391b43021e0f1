"""Read queries about reminders, nudges and push subscriptions.

The first argument is the viewer, except in queries for the operator, which identify no person.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any, get_args
from uuid import UUID

from django.db.models import Count, Min, QuerySet

from checkins import visibility
from checkins.models import CheckIn
from checkins.viewer_context import not_found, required_context
from couples.models import User
from notifications.messages.message import compose, notification
from notifications.messages.texts import Tone, switch_words
from notifications.models import Nudge, OutboxRow, Preference, PushSubscription
from notifications.planning import policy
from notifications.planning.kinds import KINDS, ReminderKind
from notifications.sending import outbox

#: Placeholder for the check-in of a preview, whose link leads nowhere.
_ANY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class NudgeStatus:
    """Whether the viewer has nudged their partner about a check-in, and whether they still may nudge.

    The status does not say whether the nudge arrived: only the partner may know that.
    """

    nudged: bool
    possible: bool


def preference(viewer_id: UUID) -> Preference:
    """Return the viewer's preferences. If none are stored, return an unsaved object with the defaults."""
    return Preference.objects.filter(user_id=viewer_id).first() or Preference(user_id=viewer_id)


def subscriptions(viewer: User) -> QuerySet[PushSubscription]:
    """Return the browsers that get the viewer's pushes, oldest first."""
    return PushSubscription.objects.filter(user=viewer, retired_at=None).order_by("created_at", "pk")


def preview(viewer: User) -> dict[ReminderKind, dict[str, Any]]:
    """Return for each reminder kind: two of its rules, the texts of its switch in the settings, and its notifications.

    The rules are `asks_for_answers` and `needs_partner`. The notifications are what a phone would show: one for each
    tone (`generic` and `warm`), in the language of the viewer's account. The texts of the switch are in the language of
    the request, like the settings page itself.
    """
    return {
        kind: {"asks_for_answers": rules.asks_for_answers, "needs_partner": rules.needs_partner}
        | asdict(switch_words(kind))
        | {
            tone: notification(
                compose(
                    kind,
                    user_id=viewer.pk,
                    check_in_id=_ANY,
                    display_name=viewer.display_name,
                    language=viewer.language,
                    tone=tone,
                    not_after=viewer.date_joined,
                )
            )
            for tone in get_args(Tone)
        }
        for kind, rules in KINDS.items()
    }


def nudged(viewer: User, *, check_in_id: UUID, now: dt.datetime) -> NudgeStatus:
    """Return whether the viewer has nudged their partner about a check-in, and whether they still may nudge.

    Before the reveal, the result does not depend on whether the partner has answered. Raises NotFound if the viewer's
    couple has no such check-in, or if the viewer has no partner.
    """
    _partner, opens_at, closes_at, state = partner_and_window(viewer, check_in_id)
    is_open = visibility.may_write(state, opens_at=opens_at, closes_at=closes_at, now=now)
    sent = Nudge.objects.filter(check_in=check_in_id, sender=viewer).exists()
    possible = not sent and is_open and policy.owed_for_nudge(now, closes_at) is not None
    return NudgeStatus(nudged=sent, possible=possible)


def nudged_in(viewer: User) -> list[UUID]:
    """Return the ids of the check-ins for which the viewer has sent a nudge, oldest first, in any of their couples."""
    rows = Nudge.objects.filter(sender=viewer).order_by("check_in__opens_at", "check_in")
    return list(rows.values_list("check_in_id", flat=True))


def partner_and_window(viewer: User, check_in_id: UUID) -> tuple[UUID, dt.datetime, dt.datetime, str]:
    """Return the partner's id, and the opening time, closing time and state of a check-in of the viewer's couple.

    Raises NotFound if the couple has no such check-in, or if the viewer has no partner.
    """
    here = required_context(viewer)
    rows = CheckIn.objects.filter(pk=check_in_id, couple=here.couple_id)
    row = rows.values_list("opens_at", "closes_at", "state").first()
    if row is None or here.partner is None:
        raise not_found()
    return (here.partner.id, *row)


def oldest_due_age(now: dt.datetime) -> dt.timedelta | None:
    """Return how long the oldest due message has waited to be sent. None if no message is due.

    A long wait shows the operator that messages are not being sent, even if the processes are running.
    """
    due = OutboxRow.objects.filter(state=OutboxRow.State.PENDING, due_at__lte=now)
    oldest = due.aggregate(at=Min("due_at"))["at"]
    return now - oldest if oldest else None


def waits_too_long(now: dt.datetime, patience: dt.timedelta) -> bool:
    """Return whether a due message that no sender holds has waited for `patience` or longer.

    The query selects the oldest such message, so that PostgreSQL uses the index of due rows. With `exists()`,
    PostgreSQL may read the whole table.
    """
    return bool(outbox.free(now - patience, now=now).order_by("due_at").values_list("pk")[:1])


def outbox_counts() -> list[tuple[str, str, int]]:
    """Return the number of rows in the outbox for each state and outcome, as (state, outcome, number)."""
    rows = (
        OutboxRow.objects.values_list("state", "outcome")
        .annotate(rows=Count("pk"))
        .order_by("state", "outcome")
    )
    return list(rows)


def subscription_counts() -> tuple[int, int]:
    """Return the number of live push subscriptions, and the number of retired ones, which get no more reminders."""
    live = PushSubscription.objects.filter(retired_at=None).count()
    return live, PushSubscription.objects.count() - live
