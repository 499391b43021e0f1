"""Deliberate leaks through messages: whether and when they are sent, how long they are, and what they say."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from couples.errors import Conflict
from notifications import actions, queries
from notifications.models import Preference, Reminder
from notifications.planning import planner
from notifications.sending import cases
from tests.seal.mutants.workshop import Patch, Theme, added, opened, theirs
from tests.seal.walk import one_has_finished, stepping_back, until_the_reveal

mutant = Theme()


def _worded(patch: Patch, field: str, words: Any) -> None:
    """Replace the `field` of each message by `words(text, response)`.

    `text` is the original text of the field. `response` is the response of the receiver's partner.
    """

    #: The partner's response, by receiver and check-in. It is read when the batch is loaded, because messages are
    #: composed in a thread without a connection.
    written: dict[tuple[Any, Any], Any] = {}

    def load(original: Any, row: Any, *given: Any) -> Any:
        written[row.user_id, row.check_in_id] = theirs(row.user_id, row.check_in_id)
        return original(row, *given)

    def compose(original: Any, about: Any, *, user_id: Any, check_in_id: Any, **given: Any) -> Any:
        message = original(about, user_id=user_id, check_in_id=check_in_id, **given)
        changed = words(getattr(message.words, field), written.get((user_id, check_in_id)))
        return dataclasses.replace(message, words=dataclasses.replace(message.words, **{field: changed}))

    patch.around(cases, "_reminder_case", load)
    patch.around(cases, "compose", compose)


@mutant("a reminder that stops when the partner has finished", since=one_has_finished)
def stops(patch: Patch) -> None:
    """When one person submits, the reminders of both people are dropped."""

    def cancel(original: Any, check_in: Any, author: Any, *, now: dt.datetime) -> Any:
        Reminder.objects.filter(check_in=check_in, state="pending").update(
            state="dropped", outcome="answered", settled_at=now
        )
        return original(check_in, author, now=now)

    patch.around(actions, "cancel_answered", cancel)


@mutant("a reminder that hurries when the partner has finished", since=one_has_finished)
def hurries(patch: Patch) -> None:
    """When one person submits, the partner's last reminder is due at once."""

    def cancel(original: Any, check_in: Any, author: Any, *, now: dt.datetime) -> Any:
        waiting = Reminder.objects.filter(check_in=check_in, state="pending", kind="last_call")
        waiting.exclude(user=author).update(due_at=now)
        return original(check_in, author, now=now)

    patch.around(actions, "cancel_answered", cancel)


@mutant("a reminder that says that the partner waits", since=one_has_finished)
def says(patch: Patch) -> None:
    """The text of a reminder changes once the partner has submitted."""
    _worded(
        patch,
        "body",
        lambda body, response: "Your partner is waiting." if response and response.submitted_at else body,
    )


@mutant("a push as long as the partner's draft", since=one_has_finished)
def push_length(patch: Patch) -> None:
    """A push is longer the more prompts the partner has answered."""
    _worded(patch, "title", lambda title, response: title + " " * (response.answered + 1 if response else 0))


@mutant("a push with the partner's words", since=one_has_finished)
def push_words(patch: Patch) -> None:
    """A push quotes the partner's sealed notes."""

    def quoted(body: str, response: Any) -> str:
        return body + " ".join(answer.note[:40] for answer in opened(response).values()) if response else body

    _worded(patch, "body", quoted)


@mutant("an e-mail whose subject knows", since=one_has_finished)
def subject(patch: Patch) -> None:
    """The subject of an e-mail changes once the partner has begun a response."""
    _worded(
        patch,
        "subject",
        lambda subject, response: f"{subject}: only you are missing" if response else subject,
    )


@mutant("a push at the moment at which the partner finishes", since=stepping_back)
def at_once(patch: Patch) -> None:
    """When one person submits, the partner gets a message at once."""

    def cancel(original: Any, check_in: Any, author: Any, *, now: dt.datetime) -> Any:
        rows = Reminder.objects.filter(check_in=check_in, kind="opening", state="sent").exclude(user=author)
        rows.update(state="pending", settled_at=None, reached=[], due_at=now)
        return original(check_in, author, now=now)

    patch.around(actions, "cancel_answered", cancel)


@mutant("a nudge that is refused once the partner has finished", since=one_has_finished)
def nudge_refused(patch: Patch) -> None:
    """A nudge is refused once its receiver has submitted."""

    def nudge(original: Any, actor: Any, *, check_in_id: Any, now: dt.datetime) -> Any:
        response = theirs(actor.pk, check_in_id)
        if response is not None and response.submitted_at:
            raise Conflict("There is no need.", code="already_submitted")
        return original(actor, check_in_id=check_in_id, now=now)

    patch.around(actions, "nudge", nudge)


@mutant("a nudge that shows its delivery", since=one_has_finished)
def nudge_delivered(patch: Patch) -> None:
    """The person who nudged sees whether the nudge was sent or dropped."""

    def nudged(original: Any, viewer: Any, *, check_in_id: Any, now: dt.datetime) -> Any:
        rows = Reminder.objects.filter(check_in=check_in_id, kind="nudge").exclude(user=viewer)
        came = sorted(set(rows.values_list("state", flat=True)))
        return added(original(viewer, check_in_id=check_in_id, now=now), came=came)

    patch.around(queries, "nudged", nudged)


@mutant("a nudge that is not owed to who has muted them", since=until_the_reveal)
def nudge_not_owed(patch: Patch) -> None:
    """A nudge to someone who has muted nudges writes no outbox row, so the faster request shows the setting."""

    def rows(original: Any, check_in_id: Any, user_id: Any, owed: Any, **given: Any) -> Any:
        muted = (
            owed.kind == "nudge"
            and Preference.objects.filter(user=user_id, chosen_kinds__nudge=False).exists()
        )
        return iter(()) if muted else original(check_in_id, user_id, owed, **given)

    patch.around(planner, "rows", rows)


@mutant("a nudge that says that its sender has finished", since=one_has_finished)
def nudge_says(patch: Patch) -> None:
    """The text of a nudge changes once its sender has submitted."""

    def worded(body: str, response: Any) -> str:
        finished = response is not None and response.submitted_at
        return body.replace("A small nudge", "Only you are missing") if finished else body

    _worded(patch, "body", worded)


@mutant("a reminder that can't be put off once the partner has finished", since=stepping_back)
def not_put_off(patch: Patch) -> None:
    """A reminder can't be snoozed once the partner has submitted."""

    def snooze(original: Any, actor: Any, *, reminder_id: Any, **given: Any) -> Any:
        asked = Reminder.objects.filter(pk=reminder_id, user=actor).values_list("check_in", flat=True).first()
        response = theirs(actor.pk, asked) if asked else None
        if response is not None and response.submitted_at:
            raise Conflict("There's nothing left to remind you about.", code="nothing_to_snooze")
        return original(actor, reminder_id=reminder_id, **given)

    patch.around(actions, "snooze", snooze)
