"""Tests of an outage of all tasks for six hours, until 03:00.

Afterwards, no reminder comes in quiet hours or too late, and no reminder is lost.
"""

from __future__ import annotations

import datetime as dt

import pytest

from checkins import actions as checkins
from checkins.models import CheckIn, Schedule
from notifications.models import Reminder
from notifications.planning import reconcile
from notifications.sending import outbox, sender
from tests.checkins import world as ritual
from tests.notifications.world import HOUR, OPENS, SETTLED, World
from tests.services.mail import MailSink
from tests.services.push import PushService

pytestmark = pytest.mark.slow

#: The outage in Madrid: from 21:00 to 03:00, two days after the check-ins opened.
DOWN = OPENS + 50 * HOUR
UP = DOWN + 6 * HOUR
DECENT = UP + 5 * HOUR


class Night:
    """Five couples in different states before an outage at night, and their actions during the outage."""

    def __init__(self, pushes: PushService, mails: MailSink) -> None:
        self.opening, self.repeat, self.revealed, self.closing, self.submitted = (
            World(pushes, mails) for _ in range(5)
        )
        self.all = [self.opening, self.repeat, self.revealed, self.closing, self.submitted]
        for world in self.all:
            for person in (world.ada, world.ben):
                person.prefers(at_most=3)
            world.deliver(OPENS + SETTLED)
        # The next check-in is due to open at 21:30. The previous one is revealed.
        self.opening.submit(self.opening.ada)
        self.opening.submit(self.opening.ben)
        Schedule.objects.filter(couple=self.opening.couple).update(next_opens_at=DOWN + HOUR / 2)
        # The repeat is due at 23:00.
        Reminder.objects.filter(check_in=self.repeat.check_in, kind="repeat").update(due_at=DOWN + 2 * HOUR)
        # Ada has submitted. Ben submits at 00:30, during the outage.
        self.revealed.submit(self.revealed.ada)
        # The window ends at 02:00, and the last call is due at 22:00.
        CheckIn.objects.filter(pk=self.closing.check_in.pk).update(closes_at=UP - HOUR)
        last = Reminder.objects.filter(check_in=self.closing.check_in).exclude(kind="opening")
        last.filter(kind="repeat").delete()
        last.update(due_at=DOWN + HOUR, not_after=UP - 2 * HOUR)
        # Ada submits at 00:30, after her repeat was due.
        Reminder.objects.filter(check_in=self.submitted.check_in, kind="repeat").update(due_at=DOWN + HOUR)
        self.before = {world: (world.ada.got, world.ben.got) for world in self.all}
        self._while_down()

    def _while_down(self) -> None:
        at = DOWN + 3.5 * HOUR
        ritual.submit(self.revealed.ben.user, self.revealed.check_in, now=at)
        ritual.submit(self.submitted.ada.user, self.submitted.check_in, now=at)

    def run(self, start: dt.datetime, end: dt.datetime) -> None:
        """Run all periodic tasks every ten minutes from `start` to `end`.

        Each time, the tasks run twice, as if two schedulers were running.
        """
        now = start
        while now < end:
            for _beat in range(2):
                checkins.lapse_overdue(now=now)
                checkins.open_due(now=now)
                reconcile.reconcile_slice(now=now)
                if outbox.due(now=now, most=1):
                    sender.deliver(clock=lambda: now)  # noqa: B023  # used before it changes
            now += HOUR / 6

    def got(self, world: World) -> tuple[int, ...]:
        """Return the number of pushes that each partner (Ada and Ben) of `world` received since the outage began."""
        before = self.before[world]
        return (world.ada.got[0] - before[0][0], world.ben.got[0] - before[1][0])


def test_after_a_night_without_a_server(db: None, pushes: PushService, mails: MailSink) -> None:
    night = Night(pushes, mails)
    night.run(UP, DECENT)
    assert [night.got(world) for world in night.all] == [(0, 0)] * 5
    night.run(DECENT, DECENT + HOUR)
    assert night.got(night.opening) == (1, 1)
    assert night.got(night.repeat) == (1, 1)
    assert night.got(night.revealed) == (1, 0)
    assert night.got(night.closing) == (0, 0)
    assert night.got(night.submitted) == (0, 1)
    # The check-in counts as opened at 21:30, not at the end of the outage. So its window begins at 21:30.
    opened = CheckIn.objects.get(couple=night.opening.couple, state="open")
    assert opened.opens_at == DOWN + HOUR / 2
    assert CheckIn.objects.get(pk=night.closing.check_in.pk).state == "lapsed"
    # Each person got every reminder on both channels, and no due row is still pending.
    assert not Reminder.objects.filter(state="pending", due_at__lte=DECENT + HOUR).exists()
    assert all(world.ada.got[0] == world.ada.got[1] for world in night.all)
