"""A couple with an open check-in, two phones and two mailboxes; time is a number that the test moves."""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from checkins import signals
from checkins.models import CheckIn, Response, Schedule
from couples import actions as couples
from couples.models import Couple, User
from notifications import actions, delivery
from notifications.models import Reminder
from tests.services.mail import Mail, MailSink
from tests.services.push import Browser, PushService

HOUR = dt.timedelta(hours=1)
#: A Sunday evening, 19:00 in Madrid; closes on Thursday at the same time.
OPENS = dt.datetime(2026, 3, 1, 18, 0, tzinfo=dt.UTC)
CLOSES = OPENS + 96 * HOUR
LAST_CALL = CLOSES - 24 * HOUR
#: Past the longest jitter.
SETTLED = dt.timedelta(minutes=4)

_names = itertools.count(1)


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
    def mailed(self) -> list[Mail]:
        """The mails that came."""
        return self.mails.to(self.user.email)

    @property
    def got(self) -> tuple[int, int]:
        """How many pushes and how many mails came."""
        return len(self.pushed), len(self.mailed)

    def prefers(self, **changes: Any) -> None:
        """Set preferences."""
        actions.update_preferences(self.user, changes=changes)

    def subscribe(self) -> None:
        """Register the browser."""
        actions.save_subscription(
            self.user, endpoint=self.browser.endpoint, label="phone", now=OPENS, **self.browser.keys
        )

    def rows(self, **filters: Any) -> list[Reminder]:
        """This person's outbox rows."""
        return list(Reminder.objects.filter(user=self.user, **filters).order_by("due_at", "channel"))


class World:
    """Everything a story about reminders needs. `now` starts at the opening."""

    def __init__(self, pushes: PushService, mails: MailSink) -> None:
        self.pushes, self.mails = pushes, mails
        self.now = OPENS
        self.ada, self.ben = self.person("Ada"), self.person("Ben")
        self.couple = couples.form_pair(self.ada.user, self.ben.user, now=OPENS - 24 * HOUR)
        Schedule.objects.get_or_create(
            couple=self.couple, defaults={"local_time": dt.time(19), "time_zone": "Europe/Madrid"}
        )
        self.check_in = self.open()

    def person(self, name: str, *, zone: str = "Europe/Madrid") -> Person:
        """Somebody with a phone that may be pushed to."""
        number = next(_names)
        user = User.objects.create_user(
            f"{name.lower()}{number}@example.org", display_name=name, time_zone=zone
        )
        made = Person(user, Browser(self.pushes.endpoint(f"{name}-{number}")), self.pushes, self.mails)
        made.subscribe()
        return made

    def open(self) -> CheckIn:
        """Open a check-in of the couple, as the tick does: row and event in one transaction."""
        with transaction.atomic():
            check_in = CheckIn.objects.create(
                couple=self.couple, number=1, opens_at=OPENS, closes_at=CLOSES, prompts=[], asked=0
            )
            signals.check_in_opened.send(CheckIn, check_in=check_in, now=OPENS)
        return check_in

    def submit(self, person: Person) -> None:
        """Submit this person's half, as the action does; the second reveals."""
        with transaction.atomic():
            Response.objects.create(
                check_in=self.check_in, author=person.user, envelope=b"sealed", submission_id=uuid.uuid4(),
                submitted_at=self.now, updated_at=self.now,
            )  # fmt: skip
            signals.response_submitted.send(CheckIn, check_in=self.check_in, author=person.user, now=self.now)
            if Response.objects.filter(check_in=self.check_in).count() == 2:
                self.check_in.state, self.check_in.revealed_at = CheckIn.State.REVEALED, self.now
                self.check_in.save()
                signals.check_in_revealed.send(
                    CheckIn, check_in=self.check_in, last_author=person.user, now=self.now
                )

    def pause(self, paused: bool = True) -> None:
        """Pause or resume the schedule."""
        with transaction.atomic():
            Schedule.objects.filter(couple=self.couple).update(paused_at=self.now if paused else None)
            signals.schedule_changed.send(Couple, couple=self.couple, now=self.now)

    def deliver(self, at: dt.datetime | None = None) -> int:
        """Run the delivery as the task does, at this moment."""
        self.now = at or self.now
        return delivery.deliver(clock=lambda: self.now)

    def deliver_until(self, end: dt.datetime, *, step: dt.timedelta = HOUR) -> None:
        """Run the delivery every `step` from now to `end`."""
        while self.now < end:
            self.deliver(self.now + step)
