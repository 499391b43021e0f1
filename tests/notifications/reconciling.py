"""Reconcile everything at once. The app does it in slices, one for each call."""

from __future__ import annotations

import datetime as dt

from notifications import actions
from notifications.planning.reconcile import REPAIRS


def reconcile_all(*, now: dt.datetime) -> int:
    """Create every reminder that should exist but does not. Check all events that cause reminders, such as reveals.

    Return 0 if no reminder was missing. Otherwise return the number of outbox rows, new and already stored, for the
    events with missing reminders.
    """
    written = 0
    for look in REPAIRS.values():
        after = ""
        while True:
            looked = look(after, now)
            written += actions.write(looked.rows)
            if not looked.after or looked.after == after:
                break
            after = looked.after
    return written
