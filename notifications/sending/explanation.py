"""Explain to operators why a person was or was not reminded.

Each reminder is listed with its outcome or, if the reminder is still pending, with the decision that is likely when it
is due. The output contains no name and no text that a person wrote. It says nothing about the partner's response,
because before the reveal no decision about a person depends on that response.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from uuid import UUID

from notifications import queries
from notifications.models import Preference, Reminder
from notifications.planning import policy
from notifications.sending.cases import ReminderCase, load_reminders

#: Number of latest check-ins to explain if the caller names no check-in.
LATEST = 3
#: Explanation of each outcome code, for operators. A code that is missing here needs no explanation (`push_413`).
MEANS = {
    "": "",
    "answered": "they had submitted",
    "closed": "the check-in had closed",
    "enough": "they allow no more messages about one check-in",
    "left": "they had left the couple, or it had closed, or their account is off",
    "not_revealed": "it was not revealed",
    "not_wanted": "they have turned this kind, or this channel, off",
    "mailed": "it had gone by e-mail, since no push got through in time",
    "overtaken": "the next message about the same was too near",
    "paused": "there was a pause",
    "pushed": "it had arrived as a push",
    "said": "they had said whether it helped, or the talk was taken back",
    "settled": "it was talked about, or they chose otherwise",
    "snoozed": "they put off the one before it, which takes its place",
    "too_late": "it would have come too late to make sense",
    "unreachable": "no browser or address to send to, or mail to the address comes back",
}


def explain(user_id: UUID, check_in_id: UUID | None, *, now: dt.datetime) -> Iterator[str]:
    """Yield lines that explain this person's reminders for one check-in, or for the latest `LATEST` check-ins."""
    rows = Reminder.objects.filter(user_id=user_id)
    if check_in_id is not None:
        rows = rows.filter(check_in_id=check_in_id)
    else:
        latest = rows.order_by("-check_in__opens_at").values_list("check_in_id", flat=True).distinct()
        rows = rows.filter(check_in_id__in=list(dict.fromkeys(latest[: LATEST * 12]))[:LATEST])
    ids = list(rows.order_by("check_in__opens_at", "due_at", "kind", "channel").values_list("pk", flat=True))
    if not ids:
        yield "No reminder was ever planned: no such person or check-in, or they joined too late for it."
        return
    about: UUID | None = None
    for case in load_reminders(ids):
        if case.row.check_in_id != about:
            about = case.row.check_in_id
            yield from _heading(case)
        yield f"  {case.row.kind:10} {case.row.channel:6} {_outcome(case, now)}"


def _heading(case: ReminderCase) -> Iterator[str]:
    given, row = case.facts, case.row
    yield f"Check-in {row.check_in_id}: {given.state}, open {_at(given.opens_at)} to {_at(given.closes_at)}"
    yield (
        f"  quiet {given.quiet_from:%H:%M} to {given.quiet_to:%H:%M} in {given.zone.key}; "
        f"wants {', '.join(sorted(given.kinds)) or 'nothing'}; at most {given.at_most}"
    )
    yield f"  {_ways(queries.preference(row.user_id))}"


def _ways(chosen: Preference) -> str:
    """Return a phrase that says which channels the person wants, and whether e-mail to the person bounced."""
    push = "by push" if chosen.push else "not by push"
    mail = "not by e-mail"
    if chosen.email:
        mail = "also by e-mail" if chosen.email_too or not chosen.push else "by e-mail instead of a push"
    since = f"; an e-mail came back {_at(chosen.mail_returned_at)}" if chosen.mail_returned_at else ""
    return f"{push}, {mail}{since}"


def _outcome(case: ReminderCase, now: dt.datetime) -> str:
    row = case.row
    because = MEANS.get(row.outcome, row.outcome)
    match row.state:
        case Reminder.State.SENT:
            late = row.settled_at - row.due_at if row.settled_at else dt.timedelta(0)
            return f"sent {_at(row.settled_at)}, {int(late.total_seconds())} s after it was due"
        case Reminder.State.PENDING:
            tried = f"; tried {row.attempts} times, last: {because}" if row.attempts and because else ""
            again = f"; put off by them {_at(row.snoozed_at)}" if row.snoozed_at else ""
            return f"due {_at(row.due_at)}, not after {_at(row.not_after)}; {_would(case, now)}{tried}{again}"
    return f"{row.state} {_at(row.settled_at)}: {because}"


def _would(case: ReminderCase, now: dt.datetime) -> str:
    """Return a phrase that says what would be decided about the reminder when it is due, given the current facts."""
    match policy.decide(case.facts, max(now, case.row.due_at)):
        case policy.Send():
            return "would be sent then"
        case policy.Move(due_at, "push_is_known"):
            return f"would wait until {_at(due_at)} for the push, and go if that does not arrive"
        case policy.Move(due_at):
            return f"would be moved to {_at(due_at)}, the end of quiet hours"
        case policy.Drop(outcome):
            return f"would not be sent: {MEANS.get(outcome, outcome)}"


def _at(moment: dt.datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}Z" if moment else "-"
