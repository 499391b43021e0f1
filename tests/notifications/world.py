"""Test data: a couple with an open check-in, two phones and two mailboxes. The test decides what time it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from checkins import actions as checkins
from couples.models import User
from notifications import actions
from notifications.models import AccountAlert, Reminder
from notifications.planning.kinds import KINDS
from notifications.sending import outbox, sender
from tests.checkins import world as ritual
from tests.factories import joined, user
from tests.services.mail import Mail, MailSink
from tests.services.push import Browser, PushService

HOUR = dt.timedelta(hours=1)
#: The check-in opens on a Sunday at 19:00 in Madrid, and closes on Thursday at the same time.
OPENS = dt.datetime(2026, 3, 1, 18, 0, tzinfo=dt.UTC)
CLOSES = OPENS + 96 * HOUR
REPEAT = OPENS + 48 * HOUR
LAST_CALL = CLOSES - 24 * HOUR
#: Longer than the longest jitter.
SETTLED = dt.timedelta(minutes=4)


@dataclass
class Person:
    """One partner with a browser and a mailbox."""

    user: User
    browser: Browser
    pushes: PushService
    mails: MailSink

    @property
    def pushed(self) -> list[Any]:
        """All pushes that this person received, decrypted."""
        return [self.browser.read(push) for push in self.pushes.to(self.browser.endpoint)]

    @property
    def shown(self) -> list[Any]:
        """All received pushes without the id for snoozing, which differs for each reminder."""
        pushes = self.pushed
        for each in pushes:
            each["notification"].get("data", {}).get("snooze", {}).pop("id", None)
        return pushes

    @property
    def mailed(self) -> list[Mail]:
        """All e-mails that this person received."""
        return self.mails.to(str(self.user.email))

    @property
    def got(self) -> tuple[int, int]:
        """Number of received pushes and number of received e-mails."""
        return len(self.pushed), len(self.mailed)

    def prefers(self, **changes: Any) -> None:
        """Change this person's preferences.

        `changes` may also name kinds of reminders: `prefers(opening=False)` turns the "opening" reminder off.
        """
        kinds = {name: changes.pop(name) for name in KINDS if name in changes}
        actions.update_preferences(self.user, changes={**changes, "kinds": kinds})

    def subscribe(self) -> None:
        """Register the person's browser for pushes, and delete the alert about the new browser."""
        actions.save_subscription(
            self.user, endpoint=self.browser.endpoint, label="phone", now=OPENS, **self.browser.keys
        )
        # As if the alert about the new browser had been sent long ago.
        AccountAlert.objects.filter(user=self.user, change="receiver_added").delete()

    def subscribe_also(self, name: str) -> Browser:
        """Register another browser for pushes, and delete the alert about it. Return the browser."""
        other = Browser(self.pushes.endpoint(name))
        actions.save_subscription(self.user, endpoint=other.endpoint, label=name, now=OPENS, **other.keys)
        AccountAlert.objects.filter(user=self.user, change="receiver_added").delete()
        return other

    def rows(self, **filters: Any) -> list[Reminder]:
        """Return this person's outbox rows that match the filters, in the order of their due times."""
        return list(Reminder.objects.filter(user=self.user, **filters).order_by("due_at", "channel"))


class World:
    """A couple, their check-in, and the push and mail services that receive their reminders.

    `now` is the time in the test. At first, this is the time at which the check-in opens.
    """

    def __init__(self, pushes: PushService, mails: MailSink) -> None:
        self.pushes, self.mails = pushes, mails
        self.now = OPENS
        # Long names, because tests look for them in texts with random tokens.
        self.ada, self.ben = self.person("Adelaide"), self.person("Benedict")
        # The first check-in opens when the two link.
        us = joined(self.ada.user, self.ben.user, now=OPENS)
        self.couple, self.check_in = us.couple, us.check_in

    def person(self, name: str, *, zone: str = "Europe/Madrid") -> Person:
        """Create a person with a phone that accepts pushes."""
        person = user(name, time_zone=zone)
        made = Person(person, Browser(self.pushes.endpoint(f"{name}-{person.pk}")), self.pushes, self.mails)
        made.subscribe()
        # With both channels on, each is independent. `test_fallback` tests e-mail as the replacement for a push.
        made.prefers(email_too=True)
        return made

    def submit(self, person: Person) -> None:
        """Submit this person's response. The second submission reveals the check-in."""
        ritual.submit(person.user, self.check_in, now=self.now)

    def pause(self, paused: bool = True) -> None:
        """Pause the schedule of check-ins, or resume it if `paused` is False."""
        (checkins.pause if paused else checkins.resume)(self.ada.user, now=self.now)

    def deliver(self, at: dt.datetime | None = None) -> int:
        """Deliver the due reminders as the periodic task does. Return how many were claimed (reserved for sending).

        If `at` is given, set `now` to `at` first. The reminders are delivered at the time `now`.
        """
        self.now = at or self.now
        return sender.deliver(clock=lambda: self.now)

    def deliver_if_due(self, at: dt.datetime) -> None:
        """Deliver the reminders that are due at the time `at`. If none is due, only move `now` to this time."""
        self.now = at
        if outbox.due(now=at, most=1):
            self.deliver()

    def deliver_until(self, end: dt.datetime, *, step: dt.timedelta = HOUR) -> None:
        """Move `now` forward by `step` and deliver the due reminders, again and again until `now` has reached `end`."""
        while self.now < end:
            self.deliver_if_due(self.now + step)
