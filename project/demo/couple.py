"""Create a couple with ten weeks of history and an open check-in, so that a newcomer sees more than empty pages.

The code calls the same actions as the app's views, each with a `now` in the past. So the pages look as they would for
a real couple.
"""

from __future__ import annotations

import datetime as dt
import random
import uuid
from dataclasses import asdict
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tzlocal
from django.db import transaction

from checkins import actions as checkins
from checkins import queries
from checkins.actions.opening import open_if_due
from checkins.answering.answers import Answer
from checkins.asking.prompts import WORDS, AskedPrompt
from checkins.models import CheckIn, Schedule, TalkingPointVoice
from couples import actions as couples
from couples.models import Couple, User
from couples.sign_in.accounts import get_or_create_owner
from project.demo.story import LAPSED_WEEK, PEOPLE, DemoPerson

WEEKS = 10
#: How long ago the open check-in opened. Short, so that most of its window is left.
OPEN_SINCE = dt.timedelta(hours=2)


def create(*, now: dt.datetime, people: tuple[DemoPerson, DemoPerson] = PEOPLE) -> bool:
    """Create the demo couple with its history. Return False and do nothing if either partner already exists.

    `people` are the partners in `story.py`, perhaps with other names and addresses.
    """
    if User.objects.filter(email__in=[person.email for person in people]).exists():
        return False
    with transaction.atomic():
        _History(people, now).write()
    return True


def _zone() -> ZoneInfo:
    try:
        return ZoneInfo(tzlocal.get_localzone_name())
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


class _History:
    """Writer of the demo couple's past check-ins.

    `people` are the two invented partners with their answers. `users` has their accounts by first name. `settled` has
    pairs of a partner's name and a reason that the couple has already talked about.
    """

    def __init__(self, people: tuple[DemoPerson, DemoPerson], now: dt.datetime) -> None:
        self.people = people
        self.zone = _zone()
        # The same local time every week, so that daylight saving time moves nothing.
        opened = (now - OPEN_SINCE).astimezone(self.zone).replace(minute=0, second=0, microsecond=0)
        self.opened = opened
        self.began = (opened - dt.timedelta(weeks=WEEKS)).astimezone(dt.UTC)
        self.users = {person.name: self._user(person) for person in self.people}
        self.settled: set[tuple[str, str]] = set()

    def _user(self, person: DemoPerson) -> User:
        user = get_or_create_owner(person.email)
        couples.update_profile(user, display_name=person.name, time_zone=self.zone)
        return user

    def write(self) -> None:
        """Link the two users as a couple, go through `WEEKS` check-ins, and leave the next check-in open."""
        robin, kim = self.users.values()
        couple = couples.form_pair(robin, kim, now=self.began)
        for person in (robin, kim):
            couples.set_privacy(person, usual_sharing="share", session_key=None, now=self.began)
        checkins.set_schedule(
            robin,
            cadence_weeks=1,
            weekday=self.opened.weekday(),
            local_time=self.opened.time(),
            time_zone=self.zone,
            now=self.began + dt.timedelta(minutes=5),
        )
        for week in range(WEEKS):
            self._week(couple, week)
            self._open_next(couple)

    def _open_next(self, couple: Couple) -> None:
        due = Schedule.objects.values_list("next_opens_at", flat=True).get(pk=couple.pk)
        assert due is not None
        open_if_due(couple.pk, now=due)

    def _week(self, couple: Couple, week: int) -> None:
        check_in = CheckIn.objects.get(couple=couple, state=CheckIn.State.OPEN)
        self._submit(self.people[1], check_in, week, after=dt.timedelta(hours=3))
        if week == LAPSED_WEEK:
            checkins.lapse_overdue(now=check_in.closes_at)
            return
        self._submit(self.people[0], check_in, week, after=dt.timedelta(hours=25))
        self._talk(check_in, week, check_in.opens_at + dt.timedelta(hours=27))

    def _submit(self, person: DemoPerson, check_in: CheckIn, week: int, *, after: dt.timedelta) -> None:
        checkins.submit(
            self.users[person.name],
            check_in_id=check_in.pk,
            submission_id=uuid.uuid4(),
            base_revision=0,
            answers={asked["id"]: asdict(self._answer(person, asked, week)) for asked in check_in.prompts},
            now=check_in.opens_at + after,
        )

    def _answer(self, person: DemoPerson, asked: AskedPrompt, week: int) -> Answer:
        if asked["kind"] in WORDS:
            said = (
                person.appreciated[week] if asked["kind"] == "appreciation" else person.wished.get(week, "")
            )
            return Answer("answered", note=said) if said else Answer("skipped")
        # A fixed seed: each demo couple answers a prompt in the same way. The prompts differ, as between real couples.
        seed = PEOPLE[self.people.index(person)].name
        chance = random.Random(f"{seed} {asked['id']} {week}")
        reason = next((key for key in asked["reasons"] if self._is_missing(person, key)), None)
        if reason is not None:
            value, note = person.missing[reason], person.notes.get(reason, "")
        else:
            value, note = person.usually.get(asked["about"] or asked["id"], 4), ""
            value = max(1, min(5, value + chance.choice((-1, 0, 0, 0, 0, 1))))
        if reason is None and asked["kind"] == "reason" and chance.random() < 0.08:
            return Answer("did_not_come_up")
        return Answer("answered", 6 - value if asked["reverse"] else value, note)

    def _is_missing(self, person: DemoPerson, reason: str) -> bool:
        return reason in person.missing and (person.name, reason) not in self.settled

    def _talk(self, check_in: CheckIn, week: int, now: dt.datetime) -> None:
        """Record what both partners say about the topics of this week's reveal.

        They talk about the topic with the role "main", if the reveal has such a topic. The reason behind that topic
        becomes settled: in later weeks, both partners give their usual answers to the reason's prompts. If the
        reveal has a topic with the role "optional", both partners answer "later" to that topic.
        """
        robin, kim = self.users.values()
        shown = queries.reveal(robin, check_in.pk)
        if main := next((point for point in shown.conversations if point.role == "main"), None):
            for user in (robin, kim):
                checkins.speak(user, point_id=main.id, choice=TalkingPointVoice.Choice.NOW, now=now)
            checkins.mark_talked(robin, point_id=main.id, now=now)
            checkins.say_helped(robin, point_id=main.id, helped=TalkingPointVoice.Helped.YES, now=now)
            helped = TalkingPointVoice.Helped.A_LITTLE if week % 2 else TalkingPointVoice.Helped.YES
            checkins.say_helped(kim, point_id=main.id, helped=helped, now=now)
            checkins.tell_helped(robin, point_id=main.id)
            checkins.mark_tried(kim, point_id=main.id, now=now + dt.timedelta(days=2))
            key = main.starters[0].key
            checkins.save_starter(kim, key=key)
            if self.settled:
                checkins.mark_starter_talked(robin, key=key, now=now)
            checkins.save_starter(robin, key=main.starters[-1].key)
            self.settled |= {(person.name, main.reason.key) for person in self.people if main.reason}
        if optional := next((point for point in shown.conversations if point.role == "optional"), None):
            for user in (robin, kim):
                checkins.speak(user, point_id=optional.id, choice=TalkingPointVoice.Choice.LATER, now=now)
