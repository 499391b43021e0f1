"""The author's steps in the twin worlds. Most steps happen in one world only, or differently in each world.

Until the reader submits, the worlds may differ in everything that the author does. Once the reader has submitted, the
author submits in both worlds or in neither world. After the reveal, only what the author keeps private may differ.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal
from uuid import UUID, uuid5

from notifications.models import Reminder
from notifications.planning.kinds import ABOUT_ANSWERING
from notifications.planning.snooze_times import WAITS
from tests.journeys.request_examples import TURNS
from tests.seal import responses
from tests.seal.asking import questions, targets
from tests.seal.comparing import compare
from tests.seal.twins import Json
from tests.seal.weeks import Week, Weeks
from tests.seal.world import Answer, World
from tests.services.push import Browser

Where = Literal["first", "second", "both"]
HOUR = dt.timedelta(hours=1)
SEALED = "sealed"
CHOICES = ("now", "later", "not_for_us")
STARTERS = ("unheard.feels.1", "unheard.listens.1")


class Author(Weeks):
    """The twin worlds with all steps of the author. The class keeps track of what may differ between the worlds."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        #: By check-in: the seed of what the reader will see of the author's response, or `SEALED` if that is nothing.
        self.plans: dict[UUID, str] = {}
        self.author_tells = self.reader_wants_tender = False
        self.gone = False
        #: By world: path and body of the author's last submission.
        self.sent: dict[str, tuple[str, Json]] = {}
        self.new_browser = Browser(self.beginning.browser.endpoint + "/new")

    def among(self, where: Where) -> Sequence[World]:
        """Return the worlds that `where` names: the first, the second or both."""
        return {"first": self.worlds[:1], "second": self.worlds[1:], "both": self.worlds}[where]

    def author_drafts(self, where: Where, seed: str) -> None:
        """Let the author save a draft of random length, with different words in each world."""
        week = self.week()
        for world in self.among(where) if week else ():
            assert week is not None
            body = {
                "base_revision": self.response_state(world, "author", week).revision,
                "answers": responses.draft(week.asked, f"{world.name} {seed}"),
            }
            self.author(world, "PUT", f"/check-ins/{week.id}/draft", body)

    def author_submits(self, where: Where, seed: str, *, sealed: bool = False) -> None:
        """Let the author submit in the worlds that `where` names.

        If the reader notices this submission, the author submits in both worlds, whatever `where` says. The reader
        notices it if they have submitted, or if the author lets the app tell them.

        What a reveal shows of the responses is the same in both worlds. With `sealed`, the responses differ in
        everything, so no reveal may show them. The first submission of a check-in decides which of the two applies.
        `sealed` counts only if the reader has not submitted yet. Once the reader has submitted, this method does
        nothing for a check-in with sealed responses.
        """
        week = self.week()
        if week is None or not self.is_open(week):
            return
        reader_waits = self.response_state(self.worlds[0], "reader", week).submitted
        self.plans.setdefault(week.id, SEALED if sealed and not reader_waits else seed)
        if reader_waits and self.plans[week.id] == SEALED:
            return
        # The reader learns of this submission if they have submitted, or if the author chose to tell (S8).
        told = reader_waits or self.author_tells
        for world in self.worlds if told else self.among(where):
            if not self.response_state(world, "author", week).submitted:
                self._author_submits(world, week, seed, stream="reveal" if reader_waits else "")
        self.weighed = self.weighed and not reader_waits

    def _author_submits(self, world: World, week: Week, seed: str, *, stream: str = "") -> None:
        plan = self.plans[week.id]
        if plan == SEALED:
            answers = responses.whole(week.asked, f"{world.name} {seed}")
        else:
            # The engine reads the language of a revealed response, so both worlds answer in the same (decision 0085).
            self.author(
                world, "PUT", "/language", {"language": random.Random(plan).choice(("en", "de", "es"))}
            )
            answers = responses.variant(
                responses.shared(week.asked, plan, week.id), week.asked, f"{world.name} {seed}"
            )
        body = self.submission("author", world, week, answers)
        self.sent[world.name] = f"/check-ins/{week.id}/submit", body
        answer = self.author(world, "POST", *self.sent[world.name], stream=stream)
        assert answer.status == 200, answer.body

    def author_takes_back(self, where: Where) -> None:
        """Let the author take their submission back. After the reveal, the server refuses this (409)."""
        week = self.week()
        if week is None:
            return
        for world in self.worlds if self.author_tells else self.among(where):
            answer = self.author(world, "POST", f"/check-ins/{week.id}/take-back", {})
            with self.acting(world, "take-back"):
                self.eyes[world.name].taken_back(self.people["author"].pk)
            assert answer.status in {200, 204, 409}, answer.body

    def author_repeats(self) -> None:
        """Send the author's last submission again, as the app may do on a slow network. This must change nothing."""
        for world in self.worlds:
            if world.name in self.sent and not self.gone:
                self.author(world, "POST", *self.sent[world.name], stream="repeated")

    def author_discards(self, where: Where) -> None:
        """Let the author discard their draft."""
        if week := self.week():
            for world in self.among(where):
                self.author(world, "DELETE", f"/check-ins/{week.id}/draft")

    def author_pockets(self, where: Where, seed: str) -> None:
        """Let the author write a pocket note of random length, or delete a note. The reader must notice nothing."""
        for world in self.among(where):
            words = f"{world.name} {seed}"
            path = f"/pocket/{uuid5(self.people['author'].pk, seed)}"
            if random.Random(words).random() < 0.3:
                self.author(world, "DELETE", path)
                continue
            body = {"text": responses.pocket_words(words), "written_at": self.now.isoformat()}
            self.author(world, "PUT", path, body)

    def author_takes_from_pocket(self, seed: str) -> None:
        """Let the author draft the same words in both worlds. Only one world's pocket contains these words.

        The words fill the padded draft to the last byte. So the draft would grow if the app marked the words as taken
        from the pocket.
        """
        week = self.week()
        if week is None or not self.is_open(week) or self.gone:
            return
        states = [self.response_state(world, "author", week) for world in self.worlds]
        if any(state.submitted for state in states):
            return
        answers = responses.brimful(week.asked, seed)
        [words] = [answer["note"] for answer in answers.values()]
        sealed = []
        for world, state, note in zip(self.worlds, states, (words, words[::-1]), strict=True):
            path = f"/pocket/{uuid5(self.people['author'].pk, seed)}"
            self.author(world, "PUT", path, {"text": note, "written_at": self.now.isoformat()})
            body = {"base_revision": state.revision, "answers": answers}
            saved = self.author(world, "PUT", f"/check-ins/{week.id}/draft", body)
            assert saved.status == 200, saved.body
            sealed.append([size for what, size in saved.envelopes if what == "sealed"])
        compare("the size of a response with words from the pocket", *sealed)

    def author_rests(self, where: Where, method: Literal["PUT", "DELETE"]) -> None:
        """Let the author begin (PUT) or end (DELETE) a quiet break. The reader must notice nothing."""
        for world in self.among(where):
            self.author(world, method, "/schedule/rest", {})

    def author_nudges(self) -> None:
        """Let the author nudge the reader in both worlds. The reader must learn of the nudge and of nothing else."""
        if week := self.week():
            self.same("POST", f"/notifications/nudges/{week.id}", {})

    def author_exports(self, where: Where) -> None:
        """Let the author export their data in a new session, as on another device."""
        for world in self.among(where):
            with self.acting(world, f"device {world.name}"):
                world.sign_in("author", self.people["author"].pk)
            self.author(world, "POST", "/me/export", {})
        self.postman.fetch()

    def came(self, world: World, who: str) -> Sequence[UUID]:
        """Return the ids of the push reminders that asked this person to answer, oldest first."""
        with self.acting(world, "look"):
            asking = Reminder.objects.filter(
                user=self.people[who].pk, kind__in=ABOUT_ANSWERING, attempts__gt=0
            )
            return list(asking.filter(channel="push").order_by("due_at", "pk").values_list("pk", flat=True))

    def author_snoozes(self, where: Where, number: int) -> None:
        """Let the author snooze one of the author's reminders, for a time selected by `number`.

        The reader's reminders must not change.
        """
        for world in self.among(where):
            for reminder in self.came(world, "author")[-1:]:
                path = f"/notifications/reminders/{reminder}/snooze"
                self.author(world, "POST", path, {"wait": WAITS[number % len(WAITS)]})

    def author_erases(self) -> None:
        """Let the author erase their account and all their words, in both worlds."""
        for world in self.worlds:
            with self.acting(world, "erasing"):
                self.eyes[world.name].erasing(self.people["author"].pk)
        answers = self.same("POST", "/me/erase", {"confirm": "erase everything"})
        assert {answer.status for answer in answers} == {204}, answers
        self.gone, self.authors_cards = True, []

    def author_reads(self, where: Where, number: int) -> None:
        """Let the author make one GET request, chosen by `number`. The reader must notice nothing."""
        found = questions(self)
        for world in self.among(where):
            self.author(world, *found[number % len(found)])

    def author_looks_round(self, where: Where) -> None:
        """Let the author make every GET request. The reader must notice nothing."""
        for question in questions(self):
            for world in self.among(where):
                self.author(world, *question)

    def author_insists(self, seed: str) -> None:
        """Let the author try to change submitted responses, in the newest check-in and in earlier check-ins."""
        known = targets(self)
        week = self.week()
        if week is None:
            return
        for check_in in known.check_ins:
            for world in self.worlds:
                response = self.response_state(world, "author", replace(week, id=check_in))
                if response.submitted:
                    body = {"base_revision": response.revision, "answers": responses.whole(week.asked, seed)}
                    for method, what, more in (
                        ("PUT", "draft", {}),
                        ("POST", "submit", {"submission_id": str(uuid5(check_in, seed))}),
                    ):
                        path = f"/check-ins/{check_in}/{what}"
                        self.author(world, method, path, {**body, **more}, stream="insist")

    def author_sets(self, where: Where, number: int) -> None:
        """Let the author change one of their settings, chosen by `number`."""
        changes: list[tuple[str, str, Json]] = [
            ("PATCH", "/notifications/preferences", {"text": "warm", "push": number % 2 == 0}),
            ("PATCH", "/notifications/preferences", {"kinds": {"last_call": False}, "quiet_from": "20:00"}),
            ("PATCH", "/me", {"time_zone": "Asia/Tokyo"}),
            ("POST", "/notifications/test", {}),
        ]
        if not self.reader_wants_tender:
            changes.append(
                ("PATCH", "/me/privacy", {"tender_topics": number % 2 == 0, "usual_sharing": "private"})
            )
        changes.append(("PATCH", "/notifications/preferences", {"kinds": {"nudge": number % 2 == 0}}))
        changes.append(("PUT", "/language", {"language": ("es", "de", "en")[number % 3]}))
        for world in self.among(where):
            self.author(world, *changes[number % len(changes)])
        self.postman.fetch()

    def author_says(self, number: int) -> None:
        """Let the author say whether to talk about a topic, begin a conversation in turns, and answer "Did it help?".

        Only the answer to "Did it help?" differs between the worlds. `number` selects the topic and the answers.
        """
        points = [point for point, _role, audience in self.points() if audience is None]
        if not points:
            return
        path = f"/talking-points/{points[number % len(points)]}"
        self.same("POST", f"{path}/voice", {"choice": CHOICES[number % 3]})
        self.same("POST", f"{path}/talked", {})
        self.same("PUT", f"{path}/turns", TURNS)
        for place, world in enumerate(self.worlds):
            if helped := ("yes", "a_little", "no", None)[(number // 3 + place) % 4]:
                self.author(world, "POST", f"{path}/helped", {"helped": helped})

    def author_tells_helped(self, number: int) -> None:
        """Let the author tell the reader that a conversation helped. `number` selects the topic of the conversation.

        The reader then knows the author's answer to "Did it help?", so the answer is the same in both worlds.
        """
        points = [point for point, _role, audience in self.points() if audience is None]
        if points:
            path = f"/talking-points/{points[number % len(points)]}"
            self.same("POST", f"{path}/talked", {})
            self.same("POST", f"{path}/helped", {"helped": "yes"})
            self.same("POST", f"{path}/told", {})

    def author_says_of_cards(self, where: Where, number: int) -> None:
        """Let the author say whether to talk about a private card, and mark the card as talked about.

        Only the author sees this card. What the author says depends on `number`, and differs between the worlds.
        """
        for card in self.authors_cards[-1:]:
            for place, world in enumerate(self.among(where)):
                path = f"/talking-points/{card}"
                self.author(world, "POST", f"{path}/voice", {"choice": CHOICES[(number + place) % 3]})
                self.author(world, "POST", f"{path}/talked", {})

    def author_tells_when_finished(self) -> None:
        """Let the author allow the app to tell the reader that the author has submitted.

        Do nothing if the author has submitted in one world only, because the reader would see the difference.
        """
        week = self.week()
        finished = (
            {self.response_state(world, "author", week).submitted for world in self.worlds}
            if week
            else {False}
        )
        if len(finished) == 1:
            self.same("PATCH", "/me/privacy", {"tell_when_finished": True})
            self.author_tells = True

    def same(self, method: str, path: str, body: Json) -> tuple[Answer, ...]:
        """Let the author send the same request in both worlds, because the reader may see the request's effect."""
        return tuple(self.author(world, method, path, body, stream=f"same {path}") for world in self.worlds)
