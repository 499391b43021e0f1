"""Run a couple's week with many kinds of errors, to find out whether people's words leak.

The words that these people write occur nowhere else, so that a search finds each leak.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable
from typing import Any

import pytest

from checkins import actions
from checkins import tasks as ritual
from couples import actions as people
from couples.encryption import pocket
from notifications import tasks as reminders
from notifications.channels import push
from tests.journeys.people import Answer, Person, pair
from tests.services.mail import MailSink
from tests.services.push import Browser, PushService, Reply

START = dt.datetime(2026, 3, 1, 19, 0, tzinfo=dt.UTC)
MINUTES = dt.timedelta(minutes=4)

#: Words that only sealed envelopes may contain.
WRITTEN = (
    "heronquill",
    "larkspindle",
    "ottervellum",
    "finchmarrow",
    "wrensextant",
    "plovercask",
    "ibiscompass",
)
NOTE, APPRECIATION, WISH, PRIVATE, DRAFT, POCKET, AGREED = WRITTEN
#: Names that the database may contain. An e-mail may contain only the name of the person who gets it.
ANA, BEN = NAMES = ("Anacanthus", "Benedictine")


def hits(where: bytes | str, words: Iterable[str]) -> list[str]:
    """Return the `words` that occur in `where`, as text or in hexadecimal. Upper and lower case don't matter."""
    text = (where.encode(errors="replace") if isinstance(where, str) else where).lower()
    return [word for word in words if word.lower().encode() in text or word.encode().hex().encode() in text]


class Story:
    """A couple's week with refused requests, server errors, and failing e-mail and push services."""

    def __init__(
        self, clock: Any, pushes: PushService, mails: MailSink, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.clock, self.pushes, self.mails, self.patch = clock, pushes, mails, monkeypatch
        self.refusals: list[bytes] = []
        self.people = self.ana, self.ben = Person(ANA), Person(BEN)
        self.browsers = [Browser(pushes.endpoint(f"wrenendpoint{number}")) for number in (1, 2)]
        for person, browser in zip(self.people, self.browsers, strict=True):
            person.put("/notifications/subscriptions", {**browser.subscription(), "label": "phone"})
            person.call("PATCH", "/me", {"display_name": person.user.display_name})
            person.client.raise_request_exception = False
        self.ana.call("PATCH", "/notifications/preferences", {"text": "warm"})
        pair(*self.people)
        self.check_in = self.ana.open_check_in()

    def refused(self, person: Person, status: int, method: str, path: str, body: Any) -> None:
        """Send a request that must fail with this status, and keep the response's body in `refusals`."""
        response = person.client.generic(
            method, f"/api/v1{path}", json.dumps(body), content_type="application/json"
        )
        assert response.status_code == status, response.content
        self.refusals.append(response.content)

    def work(self) -> None:
        """Move the clock four minutes ahead, and run the periodic tasks."""
        self.clock.shift(MINUTES)
        for task in (
            ritual.lapse_and_open_check_ins,
            reminders.plan_reminders,
            reminders.deliver_due_reminders,
        ):
            task.apply()

    def errors(self) -> None:
        """Cause errors about bad input, missing objects, conflicts and large bodies, and server errors.

        The texts of the server errors contain people's words.
        """
        path = f"/check-ins/{self.check_in['id']}"
        first = self.check_in["prompts"][0]["id"]
        draft = {"base_revision": 0, "answers": {first: {**answers({"kind": "wish"}), "note": DRAFT}}}
        self.ana.put(f"{path}/draft", draft)
        self.refused(self.ben, 422, "PUT", f"{path}/draft", {"base_revision": 0, "answers": {first: DRAFT}})
        long = {first: {**answers({"kind": "wish"}), "note": DRAFT * 400}}
        self.refused(self.ben, 422, "PUT", f"{path}/draft", {"base_revision": 0, "answers": long})
        self.refused(self.ben, 413, "PUT", f"{path}/draft", {"base_revision": 0, "answers": DRAFT * 40_000})
        self.refused(self.ben, 404, "PUT", f"/check-ins/{uuid.uuid4()}/draft", draft)
        self.refused(self.ben, 404, "PUT", f"/starters/{DRAFT}/saved", {})
        self.refused(self.ben, 404, "GET", f"/{DRAFT}", {})
        self.refused(self.ben, 409, "PUT", f"{path}/draft", {**draft, "base_revision": 9})
        self.pocket_errors()
        self.agreement_errors()
        with self.patch.context() as broken:
            broken.setattr(actions, "save_draft", break_down)
            broken.setattr(actions, "save_starter", break_down)
            self.refused(self.ana, 500, "PUT", f"{path}/draft", {**draft, "base_revision": 1})
            # The list of saved starters is encrypted as well, so an error must not name the starter.
            self.refused(self.ana, 500, "PUT", "/starters/unheard.feels.1/saved", {})
            broken.setattr(actions, "open_due", break_down)
            broken.setattr(push, "send", break_down)
            self.work()

    def pocket_errors(self) -> None:
        """Write pocket notes, and cause errors: too many notes, a note too long, an invalid date, a server error."""
        note = {"text": f"A {POCKET} for Sunday.", "written_at": START.isoformat()}
        with self.patch.context() as small:
            small.setattr(pocket, "MOST", 5)
            for number in range(pocket.MOST):
                self.ana.put(f"/pocket/{uuid.UUID(int=number)}", note)
            self.refused(self.ana, 409, "PUT", f"/pocket/{uuid.UUID(int=pocket.MOST)}", note)
        self.refused(self.ana, 422, "PUT", f"/pocket/{uuid.uuid4()}", {**note, "text": POCKET * 400})
        self.refused(self.ana, 422, "PUT", f"/pocket/{uuid.uuid4()}", {"text": POCKET, "written_at": POCKET})
        with self.patch.context() as broken:
            broken.setattr(people, "keep_note", break_down)
            self.refused(self.ana, 500, "PUT", f"/pocket/{uuid.UUID(int=0)}", note)
        self.ana.call("DELETE", f"/pocket/{uuid.UUID(int=1)}")

    def agreement_errors(self) -> None:
        """Make agreements, and cause errors: an ended agreement, a long sentence, unknown ids, a server error."""
        kept, ended = str(uuid.uuid4()), str(uuid.uuid4())
        for agreement_id in (kept, ended):
            self.ana.post("/agreements", {"id": agreement_id, "text": f"We keep the {AGREED}."})
            self.ben.post(f"/agreements/{agreement_id}/yes")
        self.ben.call("DELETE", f"/agreements/{ended}")
        self.refused(self.ana, 409, "POST", "/agreements", {"id": ended, "text": f"The {AGREED}, again."})
        self.refused(self.ana, 422, "POST", "/agreements", {"id": str(uuid.uuid4()), "text": AGREED * 40})
        self.refused(self.ana, 422, "POST", "/agreements", {"id": AGREED, "text": AGREED})
        self.refused(self.ana, 404, "POST", f"/agreements/{uuid.uuid4()}/yes", {"text": AGREED})
        with self.patch.context() as broken:
            broken.setattr(actions, "propose", break_down)
            self.refused(self.ana, 500, "POST", "/agreements", {"id": kept, "text": AGREED})

    def ritual(self) -> None:
        """Let both people submit, read the reveal, say what they think of its topics, and open the app's pages."""
        for person in self.people:
            person.submit(person.open_check_in(), answers)
        revealed = self.ben.get(f"/check-ins/{self.check_in['id']}/reveal")
        assert hits(json.dumps(revealed), (NOTE, APPRECIATION, WISH)) == [NOTE, APPRECIATION, WISH]
        self.refused(
            self.ben,
            409,
            "PUT",
            f"/check-ins/{self.check_in['id']}/draft",
            {"base_revision": 1, "answers": {}},
        )
        for point in (*revealed["strengths"], *revealed["conversations"]):
            for what, body in (("voice", {"choice": "now"}), ("talked", {}), ("helped", {"helped": "yes"})):
                self.ben.post(f"/talking-points/{point['id']}/{what}", body)
        for path in (
            "/home",
            "/pocket",
            "/jar",
            "/agreements",
            "/history",
            "/talking-points",
            "/starters?q=heronquill",
            "/schedule",
            "/me",
        ):
            self.ana.get(path)
        self.ana.put("/starters/unheard.feels.1/saved")
        self.ana.post("/notifications/test")

    def trouble(self) -> None:
        """Make the push service and the mail server refuse messages.

        The mail server's reply repeats the recipient's address, which must not leak.
        """
        replies = (Reply(403), Reply(429, {"Retry-After": "60"}), Reply(500), Reply(400))
        self.pushes.script(self.browsers[0].endpoint, *replies)
        self.mails.refuse(str(self.ben.user.email), f"550 no such mailbox: {self.ben.user.email}")
        for _ in replies:
            self.work()
            self.ben.post("/notifications/test")
            self.ana.post("/notifications/test")


def answers(prompt: Any) -> Answer:
    written = {"status": "answered", "value": None, "sharing": "share"}
    match prompt["kind"]:
        case "appreciation":
            return {**written, "note": f"Thank you for the {APPRECIATION}."}
        case "wish":
            return {**written, "note": f"Let us talk about the {WISH}."}
        case "guess":
            return {**written, "value": 2, "note": ""}
        case "anchor":
            return {**written, "value": 1, "note": f"The {NOTE}, again.", "talk": True}
        case _:
            return {**written, "value": 5, "note": f"Only for me: {PRIVATE}.", "sharing": "private"}


def break_down(*_: Any, **__: Any) -> None:
    # Local variables, which a detailed traceback would print.
    words = {"words": " ".join(WRITTEN), "name": ANA}
    try:
        raise ValueError(f"{words}")
    except ValueError as error:
        error.add_note(DRAFT)
        raise RuntimeError(f"could not store '{NOTE}'\nof {BEN}") from error
