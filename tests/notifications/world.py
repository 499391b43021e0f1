"""A couple with an open check-in, two phones and two mailboxes; time is a number that the test moves."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from checkins import actions as checkins
from couples.models import User
from notifications import actions
from notifications.models import AccountAlert, Reminder
from notifications.planning.kinds import KINDS
from notifications.sending import sender
from tests.checkins import world as ritual
from tests.factories import joined, user
from tests.services.mail import Mail, MailSink
from tests.services.push import Browser, PushService

HOUR = dt.timedelta(hours=1)
#: A Sunday evening, 19:00 in Madrid; closes on Thursday at the same time.
OPENS = dt.datetime(2026, 3, 1, 18, 0, tzinfo=dt.UTC)
CLOSES = OPENS + 96 * HOUR
REPEAT = OPENS + 48 * HOUR
LAST_CALL = CLOSES - 24 * HOUR
#: Past the longest jitter.
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
        """The pushes that came, decrypted."""
        return [self.browser.read(push) for push in self.pushes.to(self.browser.endpoint)]

    @property
    def shown(self) -> list[Any]:
        """The pushes that came, without the id by which one is put off: each row has its own."""
        pushes = self.pushed
        for each in pushes:
            each["notification"].get("data", {}).get("snooze", {}).pop("id", None)
        return pushes

    @property
    def mailed(self) -> list[Mail]:
        """The mails that came."""
        return self.mails.to(str(self.user.email))

    @property
    def got(self) -> tuple[int, int]:
        """How many pushes and how many mails came."""
        return len(self.pushed), len(self.mailed)

    def prefers(self, **changes: Any) -> None:
        """Set preferences; kinds of reminders by their names."""
        kinds = {name: changes.pop(name) for name in KINDS if name in changes}
        actions.update_preferences(self.user, changes={**changes, "kinds": kinds})

    def subscribe(self) -> None:
        """Register the browser."""
        actions.save_subscription(
            self.user, endpoint=self.browser.endpoint, label="phone", now=OPENS, **self.browser.keys
        )
        # Long ago: the news of it has come.
        AccountAlert.objects.filter(user=self.user, change="receiver_added").delete()

    def subscribe_also(self, name: str) -> Browser:
        """Register another browser, long ago."""
        other = Browser(self.pushes.endpoint(name))
        actions.save_subscription(self.user, endpoint=other.endpoint, label=name, now=OPENS, **other.keys)
        AccountAlert.objects.filter(user=self.user, change="receiver_added").delete()
        return other

    def rows(self, **filters: Any) -> list[Reminder]:
        """This person's outbox rows."""
        return list(Reminder.objects.filter(user=self.user, **filters).order_by("due_at", "channel"))


class World:
    """Everything a story about reminders needs. `now` starts at the opening."""

    def __init__(self, pushes: PushService, mails: MailSink) -> None:
        self.pushes, self.mails = pushes, mails
        self.now = OPENS
        self.ada, self.ben = self.person("Ada"), self.person("Ben")
        #: The first check-in of a couple opens with it.
        us = joined(self.ada.user, self.ben.user, now=OPENS)
        self.couple, self.check_in = us.couple, us.check_in

    def person(self, name: str, *, zone: str = "Europe/Madrid") -> Person:
        """Somebody with a phone that may be pushed to."""
        person = user(name, time_zone=zone)
        made = Person(person, Browser(self.pushes.endpoint(f"{name}-{person.pk}")), self.pushes, self.mails)
        made.subscribe()
        # What goes on one channel is then no matter of the other. That mail stands in for push: `test_fallback`.
        made.prefers(email_too=True)
        return made

    def submit(self, person: Person) -> None:
        """Submit this person's half; the second reveals."""
        ritual.submit(person.user, self.check_in, now=self.now)

    def pause(self, paused: bool = True) -> None:
        """Pause or resume the schedule."""
        (checkins.pause if paused else checkins.resume)(self.ada.user, now=self.now)

    def deliver(self, at: dt.datetime | None = None) -> int:
        """Run the delivery as the task does, at this moment."""
        self.now = at or self.now
        return sender.deliver(clock=lambda: self.now)

    def deliver_until(self, end: dt.datetime, *, step: dt.timedelta = HOUR) -> None:
        """Run the delivery every `step` from now to `end`."""
        while self.now < end:
            self.deliver(self.now + step)
