"""The other steps: the reader acts, the same in both worlds, and time passes."""

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
    """All that the two people do."""

    # The reader: the same in both worlds, and all of it compared.

    def asks(self, number: int) -> None:
        """One GET request of all."""
        found = questions(self)
        self.reader(*found[number % len(found)])

    def looks_round(self) -> None:
        """Every GET request."""
        for question in questions(self):
            self.reader(*question)
        self.both("ids", lambda _world: self.ids())

    def tries(self, number: int) -> None:
        """Any other request, right or wrong."""
        found = attempts(self, self.new_browser)
        method, path, body = found[number % len(found)]
        self.reader(method, path, body)
        if path.startswith("/me/"):
            self.sign_in()  # it may have been a way out
        if path.endswith("/take-back"):
            for world in self.worlds:
                with self.acting(world, "take-back"):
                    self.eyes[world.name].taken_back(self.people["reader"].pk)

    def reader_exports(self) -> None:
        """The reader takes a copy of all that is theirs to read."""
        self.sign_in()
        self.reader("POST", "/me/export", {})

    def reader_nudges(self) -> None:
        """The reader nudges the author, and then checks whether that disclosed anything."""
        if week := self.week():
            path = f"/notifications/nudges/{week.id}"
            for method, body in (("GET", None), ("POST", {}), ("POST", {}), ("GET", None)):
                self.reader(method, path, body)

    def reader_reads_calendar(self) -> None:
        """The reader makes an address for their calendar, which is asked there at once, and then looks at the rest."""
        made = self.reader("POST", "/notifications/calendar", {})
        self.reader("GET", "/notifications/calendar")
        if made.status == 201:
            self.reader("GET", _json(made)["address"].partition("/api/v1")[2])

    def reader_snoozes(self, number: int) -> None:
        """The reader puts off a reminder of their own, and tries it with one of the author's."""
        first = self.worlds[0]
        wait = {"wait": WAITS[number % len(WAITS)]}
        for person in ("reader", "author"):
            for reminder in self.came(first, person)[-1:]:
                self.reader("POST", f"/notifications/reminders/{reminder}/snooze", wait)

    def reader_drafts(self, seed: str) -> None:
        """The reader saves a draft on top of their last."""
        if week := self.week():
            base = self.response_state(self.worlds[0], "reader", week).revision
            answers = responses.as_readers(responses.draft(week.asked, seed))
            self.reader("PUT", f"/check-ins/{week.id}/draft", {"base_revision": base, "answers": answers})

    def reader_submits(self, seed: str) -> None:
        """The reader finishes. It is a reveal in both worlds or in neither, so the author is brought in step first."""
        week = self.week()
        if week is None:
            return
        finished = [self.response_state(world, "author", week).submitted for world in self.worlds]
        if any(finished):
            if self.plans.get(week.id) == SEALED:
                return
            if not self.is_open(week):
                finished = [True, True]  # too late for everybody: nobody need be brought in step
            for world, done in zip(self.worlds, finished, strict=True):
                if not done:
                    self._author_submits(world, week, seed)
        answers = responses.as_readers(responses.whole(week.asked, f"reader {seed}"))
        body = self.submission("reader", self.worlds[0], week, answers)
        # What it takes to open a response that is long in one world and short in the other may differ from here on.
        self.weighed = self.weighed and not any(finished)
        self.reader("POST", f"/check-ins/{week.id}/submit", body)

    def reader_says(self, number: int, what: Literal["voice", "talked", "helped"]) -> None:
        """The reader says something of a talking point, a card of the author's among them."""
        body = {"voice": {"choice": CHOICES[number % 3]}, "helped": {"helped": "yes"}}
        if points := self.points():
            point = points[number % len(points)][0]
            self.reader("POST", f"/talking-points/{point}/{what}", body.get(what, {}))

    def reader_wants(self, tender: bool) -> None:
        """The reader chooses whether they want tender topics. Both matter, so the author's choice is fixed here."""
        self.same("PATCH", "/me/privacy", {"tender_topics": tender})
        self.reader("PATCH", "/me/privacy", {"tender_topics": tender})
        self.reader_wants_tender = tender

    def one_of_them_saves(self, number: int) -> None:
        """A starter is saved, by the author in one world and by the reader in the other. It must not show who did."""
        path = f"/starters/{STARTERS[number % len(STARTERS)]}/saved"
        self.author(self.worlds[0], "PUT", path, {})
        with self.acting(self.worlds[1], "save"):
            self.worlds[1].ask("reader", "PUT", f"/api/v1{path}", {})

    def reader_suggests(self, number: int) -> None:
        """The reader suggests an agreement, and says yes to it once more, which must not count for the author."""
        suggested = str(UUID(int=random.Random(f"agreement {number}").getrandbits(128), version=4))
        self.reader("POST", "/agreements", {"id": suggested, "text": f"We take walk number {number}."})
        self.reader("POST", f"/agreements/{suggested}/yes", {})

    def author_agrees(self) -> None:
        """The author says yes to everything that waits for it."""
        for agreement in self.agreements("waiting"):
            for world in self.worlds:
                self.eyes[world.name].agreed.add(agreement)
            self.same("POST", f"/agreements/{agreement}/yes", {})

    def one_of_them_ends(self) -> None:
        """An agreement ends, by the author in one world and by the reader in the other. It must not show who did."""
        for agreement in self.agreements("standing")[:1]:
            path = f"/agreements/{agreement}"
            self.author(self.worlds[0], "DELETE", path, {})
            with self.acting(self.worlds[1], "end"):
                self.worlds[1].ask("reader", "DELETE", f"/api/v1{path}")

    def agreements(self, state: str) -> list[UUID]:
        """The couple's agreements in this state, the same in both worlds."""
        if self.gone or self.week() is None:
            return []
        with self.acting(self.worlds[0], "look"):
            live = Membership.objects.filter(user=self.people["author"].pk, ended_at=None).values("couple")
            found = Agreement.objects.filter(couple__in=live, state=state).order_by("created_at", "pk")
            return list(found.values_list("pk", flat=True))

    def both_come_late(self, seed: str) -> None:
        """Both submit after the window closed, before the task has lapsed the check-in."""
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

    # Time, and who lives with whom.

    def waits(self, hours: float) -> None:
        """Time passes, and the periodic tasks run."""
        self.clock.shift(dt.timedelta(hours=hours))
        self.beat()

    def waits_until(self, what: Literal["last call", "closing", "opening"]) -> None:
        """Time passes until something is due."""
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
        """One of them leaves."""
        if who == "reader":
            self.reader("POST", "/space/leave", {})
        else:
            self.same("POST", "/space/leave", {})
        self.author_tells = self.reader_wants_tender = False

    def pair_again(self) -> None:
        """The same two pair again."""
        if self.week() is not None or self.gone:
            return
        link = self.reader("POST", "/pairing/invitations", {})
        if link.status != 201:
            return  # throttled: another time
        self.same("POST", "/pairing/redeem", {"token": _json(link)["link"].split("#")[1]})
        invitation = _json(self.reader("GET", "/pairing"))["invitation"]
        if invitation:
            self.reader("POST", "/pairing/confirm", {"invitation_id": invitation["id"]})


def _json(answer: Answer) -> Any:
    return json.loads(answer.body)
