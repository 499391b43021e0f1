"""The people for the tests of access rights, and the ids that each person requests.

Most of these ids belong to other people's things.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client

from checkins import sealing
from checkins.models import Agreement, CheckIn, TalkingPoint
from checkins.talking.topics import Topic
from content.catalogue import catalogue
from couples.encryption import keys
from couples.models import Device, Invitation, Membership, User
from notifications import tasks as reminders
from notifications.models import Preference, PushSubscription, Reminder
from tests.couples.staff import by_passkey
from tests.journeys.people import SKIPPED, Answer, Person, next_week, pair, value
from tests.services.push import Browser

START = dt.datetime(2026, 3, 1, 19, 0, tzinfo=dt.UTC)
FELT = "anchor.connection.received"
STARTER = "unheard.feels.1"
#: The "week" of the words in a pocket note (see `words`). It has no check-in.
POCKET = 3
#: The "week" of the words in an agreement (see `words`). It has no check-in.
AGREED = 4


@dataclass(frozen=True, slots=True)
class Targets:
    """The ids that a viewer requests.

    `points` are the ids of topics, and `objects` are the ids of rows in the admin.
    """

    check_ins: tuple[uuid.UUID, ...]
    points: tuple[uuid.UUID, ...]
    subscription: uuid.UUID
    reminder: uuid.UUID
    invitation: uuid.UUID
    device: uuid.UUID
    #: A note in the other person's pocket.
    note: uuid.UUID
    agreement: uuid.UUID
    #: One row's id for each admin list, by the list's path ("couples/user"). Other lists get the subscription's id.
    objects: Mapping[str, uuid.UUID] = field(default_factory=dict)

    def unknown(self) -> Targets:
        """Return the same number of random ids of each kind. These ids belong to nothing in the database."""
        return Targets(
            tuple(uuid.uuid4() for _ in self.check_ins),
            tuple(uuid.uuid4() for _ in self.points),
            uuid.uuid4(),
            uuid.uuid4(),
            uuid.uuid4(),
            uuid.uuid4(),
            uuid.uuid4(),
            uuid.uuid4(),
        )


@dataclass(frozen=True, slots=True)
class Viewer:
    """A kind of visitor, one column of the table in `tests.journeys.routes`.

    A viewer has a person (None if signed out), ids that this person requests, and words and names that they may see.
    """

    person: Person | None
    targets: Targets
    may_read: frozenset[str] = frozenset()
    may_name: frozenset[str] = frozenset()

    def client(self, *, csrf: bool = False) -> Client:
        """Return a test client that is signed in as the person, without cookies of earlier requests.

        With `csrf`, requests that change data need a CSRF token, as in production.
        """
        client = _client(csrf)
        client.cookies.clear()
        if self.person:
            client.cookies["sbs_session"] = self.person.client.cookies["sbs_session"].value
        return client


class AccessScenario:
    """The couple Ana and Ben, and people outside this couple.

    Sam and Tea are another couple. Eva and Fox were a couple until Eva left. Kim answers alone and has invited Ivy, who
    waits to be confirmed. Una is support staff. The first check-in of each couple is revealed. In the second week, Ana
    and Eva have submitted their check-ins, and Ben, Fox and Kim have drafts.
    """

    def __init__(self, clock: Any) -> None:
        names = (
            "Anaquill",
            "Benstone",
            "Samphire",
            "Teasel",
            "Evander",
            "Foxglove",
            "Kimberlite",
            "Ivorine",
            "Unakite",
        )
        ana, ben, sam, tea, eva, fox, kim, ivy, una = self.people = [Person(name) for name in names]
        for person in self.people:
            [noted] = words(person, POCKET)
            person.put(f"/pocket/{note_of(person)}", {"text": noted, "written_at": START.isoformat()})
            # No server listens on this port, so a push to it fails at once.
            browser = Browser(f"http://127.0.0.1:9/{person.user.display_name}")
            person.put("/notifications/subscriptions", browser.subscription())
        couples = ((ana, ben), (sam, tea), (eva, fox))
        for one, other in couples:
            pair(one, other)
            one.submit(one.open_check_in(), half(one, 1))
            other.submit(other.open_check_in(), half(other, 1, low=True))
            _agree(one, other)
        kim.post("/space/alone")
        next_week(clock)
        reminders.deliver_due_reminders()  # so that no reminder stays pending
        for person in (ana, eva):
            person.submit(person.open_check_in(), half(person, 2))
        for person in (ben, fox, kim):
            person.draft(person.open_check_in(), half(person, 2))
        Authenticator.objects.create(user=tea.user, type="recovery_codes", data={"seed": "zephyr"})
        Preference.objects.create(user=tea.user)
        made = kim.post("/pairing/invitations")
        ivy.post("/pairing/redeem", {"token": made["link"].split("#")[1]})
        self.invitation = Invitation.objects.get(inviter=kim.user, ended_at=None).pk
        User.objects.filter(pk=una.user.pk).update(is_staff=True, is_superuser=True)
        una.sign_in()  # a change of rights signs a person out
        by_passkey(una.client, una.user)
        before, after = self._between(ana)
        bens = words(ana, 1, AGREED) | words(ben, 1, 2, POCKET)
        self.viewers = {
            "out": Viewer(None, self._of(ana)),
            "self": Viewer(ana, before, words(ana, 1, 2, POCKET, AGREED) | words(ben, 1), _names(ana, ben)),
            "partner": Viewer(ben, before, bens, _names(ana, ben)),
            "after": Viewer(ben, after, bens, _names(ana, ben)),
            "ex": Viewer(eva, self._of(fox), words(eva, 1, 2, POCKET), _names(eva)),
            "left": Viewer(fox, self._of(eva), words(fox, 1, 2, POCKET), _names(fox)),
            "stranger": Viewer(
                sam, self._of(ana), words(sam, 1, POCKET, AGREED) | words(tea, 1), _names(sam, tea)
            ),
            # Kim is alone and has no talking points or agreement, so Ivy requests Ana's.
            "invitee": Viewer(
                ivy,
                replace(self._of(kim), points=self._of(ana).points, agreement=self._of(ana).agreement),
                words(ivy, POCKET),
                _names(ivy, kim),
            ),
            # Support may see who exists, but not what they wrote.
            "support": Viewer(una, self._of(ana), words(una, POCKET), _names(*self.people)),
        }
        eva.post("/space/leave")
        self.words = frozenset[str]().union(*(words(person, 1, 2, POCKET, AGREED) for person in self.people))
        self.names = _names(*self.people)

    def _of(self, person: Person) -> Targets:
        check_ins = CheckIn.objects.filter(couple__memberships__user=person.user).order_by("number")
        points = TalkingPoint.objects.filter(check_in__in=check_ins).order_by("position")
        return Targets(
            tuple(check_ins.values_list("pk", flat=True)),
            tuple(points.values_list("pk", flat=True)),
            PushSubscription.objects.get(user=person.user).pk,
            _opening(person.user),
            self.invitation,
            Device.objects.get(user=person.user).pk,
            note_of(person),
            _agreement(person.user),
            _admin_objects(person.user),
        )

    def _between(self, ana: Person) -> tuple[Targets, Targets]:
        """Return two sets of Ana's ids, for requests before a reveal and after a reveal.

        The first set has this week's check-in, which is not revealed yet, and a card that only Ana may see. The second
        set has last week's check-in and its topics, which both partners may see.
        """
        hers = self._of(ana)
        couple_id = Membership.objects.get(user=ana.user, ended_at=None).couple_id
        revealed, position = hers.check_ins[0], 20
        card = TalkingPoint.objects.create(
            check_in_id=revealed,
            audience=ana.user,
            role=TalkingPoint.Role.PRIVATE,
            position=position,
            envelope=sealing.seal_topic(
                keys.data_key(couple_id, ana.user.pk),
                Topic("drift", None, "connection", "drift.own_level", 0, False, ()),
                couple_id=couple_id,
                audience_id=ana.user.pk,
                check_in_id=revealed,
                position=position,
            ),
            created_at=START,
        )
        before = replace(hers, check_ins=hers.check_ins[1:], points=(card.pk,))
        return before, replace(hers, check_ins=hers.check_ins[:1])


def _agree(one: Person, other: Person) -> None:
    """Let one person suggest an agreement that contains their word (see `words`), and let the other person say yes."""
    agreement_id = str(uuid.uuid4())
    [word] = words(one, AGREED)
    one.post("/agreements", {"id": agreement_id, "text": f"We cook together on {word}."})
    other.post(f"/agreements/{agreement_id}/yes")


def _agreement(user: User) -> uuid.UUID:
    """Return the id of an agreement of the person's couple, or a random id if the couple has no agreement."""
    mine = Agreement.objects.filter(couple__memberships__user=user).values_list("pk", flat=True)
    return mine.first() or uuid.uuid4()


def _opening(user: User) -> uuid.UUID:
    """Return the id of the person's newest push about an opening, or a random id if they have none.

    Record one attempt to send this reminder, because a person can put off only a reminder that was sent.
    """
    found = Reminder.objects.filter(user=user, kind="opening", channel="push").order_by("due_at").last()
    if found is None:
        return uuid.uuid4()
    Reminder.objects.filter(pk=found.pk).update(attempts=1)
    return found.pk


def _admin_objects(user: User) -> dict[str, uuid.UUID]:
    """Return one row's id for each list in the admin, by the list's path, such as "couples/user".

    In the lists of users, couples, memberships, check-ins and schedules, the row is this person's or their couple's.
    In the other lists, the row may be anyone's.
    """
    [membership] = Membership.objects.filter(user=user).order_by("-joined_at")[:1]
    check_in = CheckIn.objects.filter(couple=membership.couple_id).latest("number")
    lists: dict[str, Any] = {
        "couples/user": user,
        "couples/couple": membership.couple,
        "couples/membership": membership,
        "couples/invitation": Invitation.objects.latest("created_at"),
        "mfa/authenticator": Authenticator.objects.get(),
        "checkins/checkin": check_in,
        "checkins/schedule": membership.couple.schedule,
        "notifications/reminder": Reminder.objects.filter(check_in__state="revealed").latest("due_at"),
        "notifications/preference": Preference.objects.get(),
    }
    return {where: row.pk for where, row in lists.items()}


@cache
def _client(csrf: bool) -> Client:
    # Shared, because each new client reads the front end's files, which takes longer than a request.
    return Client(enforce_csrf_checks=csrf)


def note_of(person: Person) -> uuid.UUID:
    """Return the id of this person's pocket note. Phones choose these ids themselves."""
    return uuid.uuid5(person.user.pk, "pocket")


def words(person: Person, *weeks: int) -> frozenset[str]:
    """Return the words that this person writes in these weeks, one per week. Each word occurs nowhere else."""
    return frozenset(f"zephyr{person.user.display_name[:3].lower()}{week}quartz" for week in weeks)


def half(person: Person, week: int, *, low: bool = False) -> Callable[[Any], Answer]:
    """Return a function that maps a prompt to this person's answer in a good week.

    The answer's note is the person's word of that week (see `words`). With `low`, one answer is so low that the reveal
    brings up a topic.
    """
    [word] = words(person, week)

    def answer(prompt: Any) -> Answer:
        if prompt["kind"] in {"appreciation", "wish"}:
            return {**SKIPPED, "status": "answered", "note": word}
        if prompt["kind"] in {"guess", "agreement"}:
            return SKIPPED
        felt = 1 if low and prompt["id"] == FELT else 4 if low else 5
        return value(6 - felt if catalogue().prompt(prompt["id"]).reverse else felt, note=word)

    return answer


def _names(*people: Person) -> frozenset[str]:
    return frozenset(person.user.display_name for person in people)
