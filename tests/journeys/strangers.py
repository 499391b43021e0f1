"""The people of the access matrix, and what each of them asks for that is somebody else's."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.test import Client

from checkins.models import CheckIn, TalkingPoint
from content.catalogue import catalogue
from couples.models import Invitation
from notifications.models import PushSubscription
from tests.journeys.people import SKIPPED, Answer, Person, next_week, pair, value
from tests.services.push import Browser

START = dt.datetime(2026, 3, 1, 19, 0, tzinfo=dt.UTC)
FELT = "anchor.connection.received"
STARTER = "unheard.feels.1"


@dataclass(frozen=True, slots=True)
class Targets:
    """Ids that are another's. Where there are several of a kind, each is asked for."""

    check_ins: tuple[uuid.UUID, ...]
    points: tuple[uuid.UUID, ...]
    subscription: uuid.UUID
    invitation: uuid.UUID

    def unknown(self) -> Targets:
        """As many ids that are nobody's."""
        return Targets(
            tuple(uuid.uuid4() for _ in self.check_ins),
            tuple(uuid.uuid4() for _ in self.points),
            uuid.uuid4(),
            uuid.uuid4(),
        )


@dataclass(frozen=True, slots=True)
class Viewer:
    """One column: whose session (None: signed out), what they try, and whose words and names they may see."""

    person: Person | None
    targets: Targets
    may_read: frozenset[str] = frozenset()
    may_name: frozenset[str] = frozenset()

    def client(self, *, csrf: bool = False) -> Client:
        """A browser of theirs; nothing of an earlier request is left in it."""
        client = _client(csrf)
        client.cookies.clear()
        if self.person:
            client.cookies["session"] = self.person.client.cookies["session"].value
        return client


class Cast:
    """Ana and Ben, whom most questions are about; Sam with Tea, strangers; Eva, who left Fox; Ivy, who waits for Kim.

    In the first week everybody's answers were revealed. In the second, Ana and Eva have submitted, Ben, Fox and Kim
    have drafts, and then Eva left.
    """

    def __init__(self, clock: Any) -> None:
        names = ("Anaquill", "Benstone", "Samphire", "Teasel", "Evander", "Foxglove", "Kimberlite", "Ivorine")
        ana, ben, sam, tea, eva, fox, kim, ivy = self.people = [Person(name) for name in names]
        for person in self.people:
            # A port where nobody listens: a push to it is refused at once.
            browser = Browser(f"http://127.0.0.1:9/{person.user.display_name}")
            person.put("/notifications/subscriptions", browser.subscription())
        couples = ((ana, ben), (sam, tea), (eva, fox))
        for one, other in couples:
            pair(one, other)
            one.submit(one.open_check_in(), half(one, 1))
            other.submit(other.open_check_in(), half(other, 1, low=True))
        kim.post("/space/alone")
        next_week(clock)
        for person in (ana, eva):
            person.submit(person.open_check_in(), half(person, 2))
        for person in (ben, fox, kim):
            person.draft(person.open_check_in(), half(person, 2))
        made = kim.post("/pairing/invitations")
        ivy.post("/pairing/redeem", {"token": made["link"].split("#")[1]})
        self.invitation = Invitation.objects.get(inviter=kim.user, ended_at=None).pk
        self.viewers = {
            "out": Viewer(None, self._of(ana)),
            "stranger": Viewer(sam, self._of(ana), words(sam, 1) | words(tea, 1), _names(sam, tea)),
            "ex": Viewer(eva, self._of(fox), words(eva, 1, 2), _names(eva)),
            "left": Viewer(fox, self._of(eva), words(fox, 1, 2), _names(fox)),
            # Somebody alone has no talking points: Ana's are as much another's.
            "invitee": Viewer(
                ivy, replace(self._of(kim), points=self._of(ana).points), frozenset(), _names(ivy, kim)
            ),
            "partner": Viewer(
                ben, self._hidden_from_ben(ana), words(ana, 1) | words(ben, 1, 2), _names(ana, ben)
            ),
        }
        eva.post("/space/leave")
        self.words = frozenset[str]().union(*(words(person, 1, 2) for person in self.people))
        self.names = _names(*self.people)

    def _of(self, person: Person) -> Targets:
        check_ins = CheckIn.objects.filter(couple__memberships__user=person.user).order_by("number")
        points = TalkingPoint.objects.filter(check_in__in=check_ins).order_by("position")
        return Targets(
            tuple(check_ins.values_list("pk", flat=True)),
            tuple(points.values_list("pk", flat=True)),
            PushSubscription.objects.get(user=person.user).pk,
            self.invitation,
        )

    def _hidden_from_ben(self, ana: Person) -> Targets:
        """What a partner may not see: what is not revealed yet, and a card that is for the other alone."""
        theirs = self._of(ana)
        card = TalkingPoint.objects.create(
            check_in_id=theirs.check_ins[0],
            audience=ana.user,
            role=TalkingPoint.Role.PRIVATE,
            position=90,
            envelope=b"nobody but Ana can open this",
            created_at=START,
        )
        return Targets(theirs.check_ins[1:], (card.pk,), theirs.subscription, theirs.invitation)


@cache
def _client(csrf: bool) -> Client:
    # Each client of its own reads the front end's files anew, which takes longer than a request.
    return Client(enforce_csrf_checks=csrf)


def words(person: Person, *weeks: int) -> frozenset[str]:
    """What this person wrote in these weeks: one word a week, found nowhere else."""
    return frozenset(f"zephyr{person.user.display_name[:3].lower()}{week}quartz" for week in weeks)


def half(person: Person, week: int, *, low: bool = False) -> Callable[[Any], Answer]:
    """Answers of a good week, all with the week's word. `low`: one of them is what a talking point comes from."""
    [word] = words(person, week)

    def answer(prompt: Any) -> Answer:
        if prompt["kind"] in {"appreciation", "wish"}:
            return {**SKIPPED, "status": "answered", "note": word}
        if prompt["kind"] == "guess":
            return SKIPPED
        felt = 1 if low and prompt["id"] == FELT else 4 if low else 5
        return value(6 - felt if catalogue().prompt(prompt["id"]).reverse else felt, note=word)

    return answer


def _names(*people: Person) -> frozenset[str]:
    return frozenset(person.user.display_name for person in people)
