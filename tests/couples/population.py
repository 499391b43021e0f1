"""Random people for tests, with spaces in every state and with all kinds of data."""

from __future__ import annotations

import datetime as dt
import json
import random
from dataclasses import dataclass, field
from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.admin.models import CHANGE, LogEntry
from django.test import Client

from checkins import actions as ritual
from checkins.models import CheckIn, TalkingPoint, TalkingPointVoice
from couples import actions, queries
from couples.models import Couple, Device, Membership, User
from notifications import actions as reminding
from tests.checkins.world import answer, browser, document, submit
from tests.couples.conftest import AUTH

#: Parts of addresses, chosen so that some addresses contain other addresses.
BEFORE = ("", "", "x", "my.", "xx")
AFTER = ("", "", ".example", ".example.com", "x")
CORE = ("robin@example.org", "obin@example.org", "kim@example.org")
HOUR = dt.timedelta(hours=1)


@dataclass
class Population:
    """Random people for tests, with random spaces and data. Call `fill` to create them. `rng` makes all choices.

    Some people's e-mail addresses contain the address of another person. Everything happens at the time `now`.
    """

    rng: random.Random
    now: dt.datetime
    people: list[User] = field(default_factory=list)

    def fill(self, *, size: int = 10) -> None:
        """Create `size` people and a staff account, then the people's spaces, then the people's other data."""
        addresses = sorted({before + core + after for before in BEFORE for core in CORE for after in AFTER})
        for address in self.rng.sample(addresses, size):
            person = User.objects.create_user(address, display_name=address[:3])
            EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
            self.people.append(person)
        staff = User.objects.create_superuser("support@example.org")
        for person in self.people:
            self._space(person)
        for person in self.people:
            self._belongings(person, staff)

    def _space(self, person: User) -> None:
        """Let a person pass through up to three random states, such as alone, invited, paired and left."""
        others = [other for other in self.people if other != person]
        for _round in range(self.rng.randint(1, 3)):
            state = self.rng.choice(("none", "alone", "invited", "waiting", "pair", "pair", "left"))
            other = self.rng.choice(others)
            if self._paired(person) or (state not in {"none", "alone", "invited"} and self._paired(other)):
                return
            if state == "alone":
                actions.start_alone(person, now=self.now)
            elif state == "invited":
                actions.create_invitation(person, now=self.now)
            elif state == "waiting":
                made = actions.create_invitation(other, now=self.now)
                actions.redeem_invitation(person, token=made.secrets.token, now=self.now)
            elif state in {"pair", "left"}:
                self._ritual(actions.form_pair(person, other, now=self.now), person, other)
                if state == "left":
                    actions.leave(self.rng.choice((person, other)), now=self.now)

    def _paired(self, person: User) -> bool:
        mine = queries.live_membership(person)
        return mine is not None and mine.couple.kind == Couple.Kind.PAIR

    def _ritual(self, couple: Couple, *members: User) -> None:
        """Bring a couple's first check-in to a random stage, from unanswered to revealed.

        At random, the couple also pauses, saves a starter or proposes an agreement, and a person takes a quiet break.
        """
        check_in = CheckIn.objects.get(couple=couple)
        how_far = self.rng.choice(("untouched", "draft", "one", "both", "both"))
        submitted = {"one": members[:1], "both": members}.get(how_far, ())
        for person, value in zip(submitted, (1, 5), strict=False):
            words = {"wish": answer(None, note="something"), "anchor": answer(value)}
            submit(person, check_in, now=self.now, overrides=words)
        if how_far in {"draft", "one"}:
            ritual.save_draft(
                members[1], check_in_id=check_in.pk, base_revision=0, answers=document(check_in), now=self.now
            )
        for point in TalkingPoint.objects.filter(check_in=check_in, role__in=("main", "optional")):
            choice = self.rng.choice((TalkingPointVoice.Choice.NOW, TalkingPointVoice.Choice.LATER))
            ritual.speak(members[0], point_id=point.pk, choice=choice, now=self.now)
        if self.rng.random() < 0.5:
            ritual.save_starter(members[0], key="unheard.feels.1")
        if self.rng.random() < 0.5:
            agreement_id = uuid4()
            ritual.propose(members[0], agreement_id=agreement_id, text="something", now=self.now)
            if self.rng.random() < 0.5:
                ritual.say_yes(members[1], agreement_id=agreement_id, now=self.now)
        if self.rng.random() < 0.3:
            ritual.pause(members[1], now=self.now)
        if self.rng.random() < 0.3:
            ritual.rest(members[1])

    def _belongings(self, person: User, staff: User) -> None:
        """Add random data of a person, and entries about this person in the admin's log.

        The data are devices, a pocket note, push subscriptions, a calendar link, recovery codes and an unfinished
        sign-in.
        """
        for _each in range(self.rng.randint(1, 2)):
            browser(person)
        if self.rng.random() < 0.6:
            actions.keep_note(person, uuid4(), text="something", written_at=self.now, now=self.now)
        device = Device.objects.filter(user=person).first()
        for _each in range(self.rng.randint(0, 2)):
            reminding.save_subscription(
                person,
                device,
                endpoint=f"https://push.example.org/{uuid4()}",
                p256dh="p",
                auth="a",
                label="",
                now=self.now,
            )
        if Membership.objects.filter(user=person, ended_at=None).exists() and self.rng.random() < 0.6:
            reminding.make_calendar(person, device, now=self.now)
        if self.rng.random() < 0.3:
            RecoveryCodes.activate(person)
        reminding.update_preferences(person, changes={"email_too": True})
        if self.rng.random() < 0.8:
            begun(str(person.email))
        for about in (str(person.email), str(person.pk)):
            LogEntry.objects.create(
                user=staff, object_id=str(person.pk), object_repr=about, action_flag=CHANGE, change_message=""
            )
        LogEntry.objects.create(user=staff, object_id="7", object_repr=str(person.email), action_flag=CHANGE)


def begun(email: str) -> Client:
    """Return a browser with an unfinished sign-in: a code for this address was requested, but not entered."""
    client = Client()
    asked = client.post(f"{AUTH}/auth/code/request", json.dumps({"email": email}), "application/json")
    assert asked.status_code == 401, asked.content
    return client
