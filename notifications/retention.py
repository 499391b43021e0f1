"""Delete old messages. docs/privacy.md names the time for which they are kept."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from checkins.models import CheckIn
from notifications.models import Nudge, OutboxRow

#: How long it can be seen that a message was sent, or why it was not.
KEPT_FOR = dt.timedelta(days=90)
#: Rows that one transaction deletes: few enough that no other writer waits long.
BATCH_SIZE = 1_000
#: Batches of one run. What is left goes with the next.
MAX_BATCHES = 200


def purge_settled(*, now: dt.datetime) -> int:
    """Delete reminders, nudges and account alerts that were settled long ago. Return the number of rows of the outbox.

    Safe to repeat, to end halfway and to run in parallel.
    """
    purged = 0
    for _batch in range(MAX_BATCHES):
        gone = _purge(now - KEPT_FOR)
        purged += gone
        if gone < BATCH_SIZE:
            break
    return purged


def purge_is_overdue(*, now: dt.datetime) -> bool:
    """Whether a row is still there that should have gone by now."""
    return bool(_settled(now - KEPT_FOR).values("pk")[:1])


def _settled(before: dt.datetime) -> QuerySet[OutboxRow]:
    # While a check-in is open its rows say what the person has had already: without them it would be planned again.
    # Looked up for each row: as a join, the database may choose to read all check-ins there are.
    check_in_state = Subquery(CheckIn.objects.filter(pk=OuterRef("check_in")).values("state")[:1])
    over = OutboxRow.objects.exclude(state=OutboxRow.State.PENDING).filter(settled_at__lt=before)
    closed = Q(check_in=None) | ~Q(check_in_state=CheckIn.State.OPEN)
    return over.annotate(check_in_state=check_in_state).filter(closed).order_by("settled_at")


@transaction.atomic
def _purge(before: dt.datetime) -> int:
    rows = list(_settled(before).values_list("pk", "check_in_id")[:BATCH_SIZE])
    Nudge.objects.filter(check_in__in={check_in for _pk, check_in in rows if check_in}).delete()
    OutboxRow.objects.filter(pk__in=[pk for pk, _check_in in rows]).delete()
    return len(rows)
