"""The steps of the reader, who acts the same in both worlds, and the steps in which time passes or someone leaves."""

from __future__ import annotations

import datetime as dt
import json
import random
from typing import Any, Literal
from uuid import UUID

from checkins.models import Agreement
from couples.models import Membership
from notifications.planning.snooze_times import WAITS
from tests.seal import responses
from tests.seal.asking import attempts, questions
from tests.seal.authors import CHOICES, SEALED, STARTERS, Author
from tests.seal.world import Answer


class Lives(Author):
    """The twin worlds with all steps of a walk: the author's, the reader's, and steps that let time pass."""

    # The reader's steps: the same in both worlds, and everything that the reader receives is compared.

    def asks(self, number: int) -> None:
        """Let the reader make one GET request, chosen by `number`."""
        found = questions(self)
        self.reader(*found[number % len(found)])

    def looks_round(self) -> None:
        """Let the reader make every GET request. Then check that all ids in the tables are random."""
        for question in questions(self):
            self.reader(*question)
        self.both("ids", lambda _world: self.ids())

    def tries(self, number: int) -> None:
        """Let the reader make one request other than GET, valid or invalid, chosen by `number`."""
        found = attempts(self, self.new_browser)
        method, path, body = found[number % len(found)]
        self.reader(method, path, body)
        if path.startswith("/me/"):
            self.sign_in()  # the request may have ended the session
        if path.endswith("/take-back"):
            for world in self.worlds:
                with self.acting(world, "take-back"):
                    self.eyes[world.name].taken_back(self.people["reader"].pk)

    def reader_exports(self) -> None:
        """Let the reader export their data."""
        self.sign_in()
        self.reader("POST", "/me/export", {})

    def reader_nudges(self) -> None:
        """Let the reader nudge the author twice, and request the state of the nudge before and after."""
        if week := self.week():
            path = f"/notifications/nudges/{week.id}"
            for method, body in (("GET", None), ("POST", {}), ("POST", {}), ("GET", None)):
                self.reader(method, path, body)

    def reader_reads_calendar(self) -> None:
        """Let the reader create a calendar address, request its status, and fetch the calendar from this address."""
        made = self.reader("POST", "/notifications/calendar", {})
        self.reader("GET", "/notifications/calendar")
        if made.status == 201:
            self.reader("GET", _json(made)["address"].partition("/api/v1")[2])

    def reader_snoozes(self, number: int) -> None:
        """Let the reader snooze one of the reader's reminders, and try to snooze one of the author's reminders.

        `number` selects for how long.
        """
        first = self.worlds[0]
        wait = {"wait": WAITS[number % len(WAITS)]}
        for person in ("reader", "author"):
            for reminder in self.came(first, person)[-1:]:
                self.reader("POST", f"/notifications/reminders/{reminder}/snooze", wait)

    def reader_drafts(self, seed: str) -> None:
        """Let the reader save a draft, which replaces the reader's last draft."""
        if week := self.week():
            base = self.response_state(self.worlds[0], "reader", week).revision
            answers = responses.as_readers(responses.draft(week.asked, seed))
            self.reader("PUT", f"/check-ins/{week.id}/draft", {"base_revision": base, "answers": answers})

    def reader_submits(self, seed: str) -> None:
        """Let the reader submit.

        The reveal must come in both worlds or in neither world. So if the author has submitted in one world only, the
        author first submits in the other world as well. Do nothing if the author's responses must never be revealed.
        """
        week = self.week()
        if week is None:
            return
        finished = [self.response_state(world, "author", week).submitted for world in self.worlds]
        if any(finished):
            if self.plans.get(week.id) == SEALED:
                return
            if not self.is_open(week):
                finished = [True, True]  # too late for both, so the author need not submit in the other world
            for world, done in zip(self.worlds, finished, strict=True):
                if not done:
                    self._author_submits(world, week, seed)
        answers = responses.as_readers(responses.whole(week.asked, f"reader {seed}"))
        body = self.submission("reader", self.worlds[0], week, answers)
        # From here on, opening a response may take more work in one world, because it is longer there.
        self.weighed = self.weighed and not any(finished)
        self.reader("POST", f"/check-ins/{week.id}/submit", body)

    def reader_says(self, number: int, what: Literal["voice", "talked", "helped"]) -> None:
        """Let the reader act on a talking point, or try to act on a private card of the author's.

        `number` selects the talking point or card. As `what` says, the reader chooses whether to talk about it
        ("voice"), marks it as talked about ("talked"), or answers "Did it help?" ("helped").
        """
        body = {"voice": {"choice": CHOICES[number % 3]}, "helped": {"helped": "yes"}}
        if points := self.points():
            point = points[number % len(points)][0]
            self.reader("POST", f"/talking-points/{point}/{what}", body.get(what, {}))

    def reader_wants(self, tender: bool) -> None:
        """Let both people allow tender topics, or let both refuse them.

        The app asks about tender topics only if both people want this. So the prompts depend on the author's choice,
        which must be the same in both worlds.
        """
        self.same("PATCH", "/me/privacy", {"tender_topics": tender})
        self.reader("PATCH", "/me/privacy", {"tender_topics": tender})
        self.reader_wants_tender = tender

    def one_of_them_saves(self, number: int) -> None:
        """Let the author save a starter in one world, and let the reader save the starter in the other world.

        Nothing that the reader receives may show who saved the starter.
        """
        path = f"/starters/{STARTERS[number % len(STARTERS)]}/saved"
        self.author(self.worlds[0], "PUT", path, {})
        with self.acting(self.worlds[1], "save"):
            self.worlds[1].ask("reader", "PUT", f"/api/v1{path}", {})

    def reader_suggests(self, number: int) -> None:
        """Let the reader suggest an agreement and say yes to it. This yes must not count as the author's yes."""
        suggested = str(UUID(int=random.Random(f"agreement {number}").getrandbits(128), version=4))
        self.reader("POST", "/agreements", {"id": suggested, "text": f"We take walk number {number}."})
        self.reader("POST", f"/agreements/{suggested}/yes", {})

    def author_agrees(self) -> None:
        """Let the author say yes to every agreement that waits for an answer."""
        for agreement in self.agreements("waiting"):
            for world in self.worlds:
                self.eyes[world.name].agreed.add(agreement)
            self.same("POST", f"/agreements/{agreement}/yes", {})

    def one_of_them_ends(self) -> None:
        """Let the author end an agreement in one world, and let the reader end the agreement in the other world.

        Nothing that the reader receives may show who ended the agreement.
        """
        for agreement in self.agreements("standing")[:1]:
            path = f"/agreements/{agreement}"
            self.author(self.worlds[0], "DELETE", path, {})
            with self.acting(self.worlds[1], "end"):
                self.worlds[1].ask("reader", "DELETE", f"/api/v1{path}")

    def agreements(self, state: str) -> list[UUID]:
        """Return the ids of the couple's agreements in this state, which are the same in both worlds."""
        if self.gone or self.week() is None:
            return []
        with self.acting(self.worlds[0], "look"):
            live = Membership.objects.filter(user=self.people["author"].pk, ended_at=None).values("couple")
            found = Agreement.objects.filter(couple__in=live, state=state).order_by("created_at", "pk")
            return list(found.values_list("pk", flat=True))

    def both_come_late(self, seed: str) -> None:
        """Let both people submit after the window has closed, but before a task has marked the check-in as lapsed."""
        week = self.week()
        if (
            week is None
            or week.state != "open"
            or self.response_state(self.worlds[0], "reader", week).submitted
        ):
            return
        if week.closes_at > self.now:
            self.clock.shift(week.closes_at - self.now)
        self.reader_submits(seed)
        for world in self.worlds:
            answers = responses.whole(week.asked, f"{world.name} {seed}")
            path = f"/check-ins/{week.id}/submit"
            self.author(world, "POST", path, self.submission("author", world, week, answers), stream="late")

    # Time passes, someone leaves, and the two pair again.

    def waits(self, hours: float) -> None:
        """Let time pass, then run the periodic tasks."""
        self.clock.shift(dt.timedelta(hours=hours))
        self.beat()

    def waits_until(self, what: Literal["last call", "closing", "opening"]) -> None:
        """Let time pass until the last reminder, the closing or the next opening. Then run the periodic tasks."""
        week = self.week()
        if week is None:
            return
        last_call = week.closes_at - dt.timedelta(hours=24) + dt.timedelta(minutes=4)
        opening = week.opens_at + dt.timedelta(days=7, minutes=4)
        due = {"last call": last_call, "closing": week.closes_at, "opening": opening}[what]
        if due > self.now:
            self.clock.shift(due - self.now)
        self.beat()

    def leaves(self, who: Literal["reader", "author"]) -> None:
        """Let the reader or the author leave the couple, in both worlds."""
        if who == "reader":
            self.reader("POST", "/space/leave", {})
        else:
            self.same("POST", "/space/leave", {})
        self.author_tells = self.reader_wants_tender = False

    def pair_again(self) -> None:
        """Let the two people pair again, after one of them has left."""
        if self.week() is not None or self.gone:
            return
        link = self.reader("POST", "/pairing/invitations", {})
        if link.status != 201:
            return  # throttled; a later step can try again
        self.same("POST", "/pairing/redeem", {"token": _json(link)["link"].split("#")[1]})
        invitation = _json(self.reader("GET", "/pairing"))["invitation"]
        if invitation:
            self.reader("POST", "/pairing/confirm", {"invitation_id": invitation["id"]})


def _json(answer: Answer) -> Any:
    return json.loads(answer.body)
