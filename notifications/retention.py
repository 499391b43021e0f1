"""Delete messages that were sent, dropped or given up long ago. docs/privacy.md says how long they are kept."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from checkins.models import CheckIn
from notifications.models import Nudge, OutboxRow

#: How long a settled message is kept. Until then, support can see that it was sent, or why not.
KEPT_FOR = dt.timedelta(days=90)
#: Rows that one transaction deletes. The number is small, so that no other writer waits long.
BATCH_SIZE = 1_000
#: Maximum number of batches in one run. The next run deletes the rest.
MAX_BATCHES = 200


def purge_settled(*, now: dt.datetime) -> int:
    """Delete messages that were sent, dropped or given up more than `KEPT_FOR` ago.

    Messages about an open check-in stay, because they show which reminders need not be planned again. Also delete the
    records of nudges (`Nudge`) for the check-ins of the deleted messages. Return the number of deleted outbox rows.
    Safe to repeat, to interrupt and to run in parallel.
    """
    purged = 0
    for _batch in range(MAX_BATCHES):
        gone = _purge(now - KEPT_FOR)
        purged += gone
        if gone < BATCH_SIZE:
            break
    return purged


def purge_is_overdue(*, now: dt.datetime) -> bool:
    """Return whether the outbox still has a row that should have been deleted by now."""
    return bool(_settled(now - KEPT_FOR).values("pk")[:1])


def _settled(before: dt.datetime) -> QuerySet[OutboxRow]:
    # Keep the rows of an open check-in: they show which reminders exist. Without them, the same reminders would be
    # planned again. The state is a subquery per row, because for a join the database may read all check-ins.
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
