"""Someone who takes back a submission has a draft again, and the partner can't find out that they had submitted."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from checkins import actions
from checkins.models import CheckIn, Response
from couples import actions as people
from couples.errors import Conflict, NotFound
from couples.models import Membership, User
from notifications.models import Reminder
from tests.checkins.test_submit_race import at_once
from tests.checkins.world import HOUR, Json, answer, browser, call, document, submit
from tests.factories import START, Pair, alone, pair, user

pytestmark = pytest.mark.django_db
NOW = START + HOUR
WORDS = {
    "wish": answer(None, note="Let us walk more."),
    "anchor": answer(2, note="Hardly.", sharing="private"),
}
#: Every path that the partner can read; `{}` is the id of the check-in.
ASKED = (
    "/home",
    "/me",
    "/history",
    "/history/{}",
    "/check-ins/{}",
    "/check-ins/{}/reveal",
    "/talking-points",
    "/schedule",
)


@pytest.fixture
def us(time_machine: Any) -> Pair:
    time_machine.move_to(START, tick=False)
    return pair()


def take_back(actor: User, check_in: CheckIn) -> None:
    actions.take_back(actor, check_in_id=check_in.pk, now=NOW)


def save(actor: User, check_in: CheckIn, base: int) -> None:
    actions.save_draft(
        actor, check_in_id=check_in.pk, base_revision=base, answers=document(check_in), now=NOW
    )


def refused(attempt: Any) -> str:
    """Call `attempt`, which the app must refuse. Return the code of the error."""
    with pytest.raises((Conflict, NotFound)) as caught:
        attempt()
    return caught.value.code


def received(person: User, check_in: CheckIn) -> list[Any]:
    """Request every path that this person can read.

    Return the path, status, headers and body of each response, and the number of its database queries.
    """
    client, got = browser(person), []
    for path in ASKED:
        with CaptureQueriesContext(connection) as queries:
            response = call(client, "GET", path.format(check_in.pk))
        got.append((path, response.status_code, sorted(response.items()), response.content, len(queries)))
    return got


def reminders(person: User) -> list[tuple[Any, ...]]:
    """Return the kind, channel, times and state of each of this person's reminders."""
    columns = ("kind", "channel", "due_at", "not_after", "state", "outcome", "settled_at")
    return list(Reminder.objects.filter(user=person).order_by("kind", "channel").values_list(*columns))


def test_every_word_is_a_draft_again_and_can_be_submitted_again(us: Pair) -> None:
    check_in = us.check_in
    submit(us.alex, check_in, now=NOW, overrides=WORDS)
    client = browser(us.alex)
    before = call(client, "GET", f"/check-ins/{check_in.pk}").json()
    taken: Json = call(client, "POST", f"/check-ins/{check_in.pk}/take-back").json()
    assert (before["mine"], taken["mine"]) == ("submitted", "draft")
    assert taken["answers"] == before["answers"]
    assert taken["answers"]["words.wish"]["note"] == "Let us walk more."
    changed = {**taken["answers"], "words.wish": answer(None, note="Let us sit more.")}
    body = {"submission_id": str(uuid.uuid4()), "base_revision": taken["revision"], "answers": changed}
    assert call(client, "POST", f"/check-ins/{check_in.pk}/submit", body).json()["mine"] == "submitted"
    submit(us.bo, check_in, now=NOW)
    revealed = call(browser(us.bo), "GET", f"/check-ins/{check_in.pk}/reveal").content
    assert b"Let us sit more." in revealed
    assert b"Let us walk more." not in revealed


@pytest.mark.parametrize("tells", [False, True])
def test_for_the_partner_it_is_as_if_there_had_never_been_an_answer(
    us: Pair, time_machine: Any, tells: bool
) -> None:
    Membership.objects.filter(user=us.alex).update(tell_when_finished=tells)
    check_in = us.check_in
    time_machine.move_to(NOW, tick=False)
    never, owed = received(us.bo, check_in), reminders(us.bo)
    submit(us.alex, check_in, now=NOW, overrides=WORDS)
    if tells:
        assert received(us.bo, check_in) != never, "the one bit that Alex chose to tell"
    take_back(us.alex, check_in)
    assert received(us.bo, check_in) == never
    assert reminders(us.bo) == owed
    submit(us.bo, check_in, now=NOW)
    check_in.refresh_from_db()
    assert check_in.state == "open"


def test_ones_own_reminders_are_owed_again_and_what_passed_is_not_made_up_for(us: Pair) -> None:
    check_in = us.check_in
    owed = reminders(us.alex)
    passed, ahead = [[row for row in owed if (row[2] > NOW) is later] for later in (False, True)]
    assert {row[0] for row in passed} == {"opening"}
    assert "last_call" in {row[0] for row in ahead}
    submit(us.alex, check_in, now=NOW)
    assert {row[4:6] for row in reminders(us.alex)} == {("dropped", "answered")}
    take_back(us.alex, check_in)
    assert [row for row in reminders(us.alex) if row[2] > NOW] == ahead
    assert {row[4:6] for row in reminders(us.alex) if row[2] <= NOW} == {("dropped", "answered")}


def test_again_changes_nothing(us: Pair) -> None:
    check_in = us.check_in
    take_back(us.alex, check_in)
    assert not Response.objects.exists()
    submit(us.alex, check_in, now=NOW)
    for _ in range(3):
        take_back(us.alex, check_in)
        assert Response.objects.values_list("revision", "submitted_at").get() == (1, None)


@pytest.mark.parametrize("drafts", [0, 2])
@pytest.mark.parametrize("thrown_away", [False, True])
def test_the_submission_that_was_taken_back_does_not_come_in_late(
    us: Pair, drafts: int, thrown_away: bool
) -> None:
    check_in = us.check_in
    for base in range(drafts):
        save(us.alex, check_in, base)
    first: Json = {
        "check_in_id": check_in.pk,
        "submission_id": uuid.uuid4(),
        "base_revision": drafts,
        "answers": document(check_in),
    }
    actions.submit(us.alex, **first, now=NOW)
    take_back(us.alex, check_in)
    if thrown_away:
        actions.discard_draft(us.alex, check_in_id=check_in.pk, now=NOW)
    # However often the draft is saved again, its revision never equals the one that the first submission started from.
    for begun_anew in range(4):
        assert refused(lambda: actions.submit(us.alex, **first, now=NOW)) == "draft_conflict"
        assert Response.objects.get().submitted_at is None
        save(us.alex, check_in, drafts + 1 + thrown_away + begun_anew)


def test_a_draft_that_was_thrown_away_does_not_come_in_late(us: Pair) -> None:
    check_in = us.check_in
    save(us.alex, check_in, 0)
    actions.discard_draft(us.alex, check_in_id=check_in.pk, now=NOW)
    for base in (0, 1):
        assert refused(lambda base=base: save(us.alex, check_in, base)) == "draft_conflict"
    assert Response.objects.get().envelope is None


def test_what_was_revealed_stays(us: Pair) -> None:
    check_in = us.check_in
    submit(us.alex, check_in, now=NOW)
    submit(us.bo, check_in, now=NOW)
    for person in (us.alex, us.bo):
        assert refused(lambda person=person: take_back(person, check_in)) == "already_revealed"
    assert Response.objects.filter(submitted_at__isnull=False).count() == 2


def test_what_lapsed_stays_sealed_as_it_was(us: Pair) -> None:
    check_in = us.check_in
    submit(us.alex, check_in, now=NOW)
    late = lambda: actions.take_back(us.alex, check_in_id=check_in.pk, now=check_in.closes_at)  # noqa: E731
    assert refused(late) == "check_in_closed"
    actions.lapse_overdue(now=check_in.closes_at)
    assert refused(late) == "check_in_closed"
    assert refused(lambda: take_back(us.alex, check_in)) == "check_in_closed"


def test_nobody_takes_back_anothers(us: Pair) -> None:
    check_in = us.check_in
    submit(us.alex, check_in, now=NOW)
    take_back(us.bo, check_in)
    assert Response.objects.get(author=us.alex).submitted_at
    assert refused(lambda: take_back(user("Kit"), check_in)) == "not_found"
    people.leave(us.bo, now=NOW)
    assert refused(lambda: take_back(us.alex, check_in)) == "not_found"


def test_somebody_alone_may_take_back_too(db: None) -> None:
    sam = alone()
    check_in = CheckIn.objects.get()
    submit(sam, check_in, now=NOW)
    take_back(sam, check_in)
    assert Response.objects.get().submitted_at is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_", range(20))
def test_beside_the_partners_submission_exactly_one_of_revealed_and_taken_back_wins(_: int) -> None:
    us = pair()
    check_in = us.check_in
    submit(us.alex, check_in, now=NOW)
    taken, submitted = at_once(lambda: take_back(us.alex, check_in), lambda: submit(us.bo, check_in, now=NOW))
    check_in.refresh_from_db()
    final = Response.objects.filter(submitted_at__isnull=False).count()
    assert (taken, submitted, check_in.state, final) in {
        ("done", "done", "open", 1),
        ("already_revealed", "done", "revealed", 2),
    }


def test_a_draft_can_be_thrown_away_and_begun_anew(us: Pair) -> None:
    check_in = us.check_in
    client, path = browser(us.alex), f"/check-ins/{check_in.pk}"
    body = {"base_revision": 0, "answers": document(check_in)}
    untouched: Json = call(client, "GET", path).json()
    assert call(client, "PUT", f"{path}/draft", body).status_code == 200
    for _ in range(2):
        assert call(client, "DELETE", f"{path}/draft").status_code == 204
    assert call(client, "GET", path).json() == {**untouched, "revision": 2}
    body["base_revision"] = 2
    assert call(client, "PUT", f"{path}/draft", body).json()["revision"] == 3


def test_of_what_was_thrown_away_nothing_is_left_but_that_it_counted(us: Pair) -> None:
    check_in = us.check_in
    never = received(us.alex, check_in)
    save(us.alex, check_in, 0)
    actions.discard_draft(us.alex, check_in_id=check_in.pk, now=NOW)
    assert Response.objects.values_list("envelope", "answered", "submission_id").get() == (None, None, None)
    for before, now in zip(never, received(us.alex, check_in), strict=True):
        # The bodies differ only in the revision that the next draft starts from.
        alike = before[3].replace(b'"revision":0', b'"revision":2')
        assert (now[0], now[1], now[3], now[4]) == (before[0], before[1], alike, before[4])
    people.leave(us.bo, now=NOW)
    people.start_alone(us.alex, now=NOW)
    past = call(browser(us.alex), "GET", "/history").json()["check_ins"]
    assert str(check_in.pk) not in {each["id"] for each in past}
    assert call(browser(us.alex), "GET", f"/history/{check_in.pk}").status_code == 404
    people.erase(us.alex, now=NOW)
    assert not Response.objects.exists()


def test_for_the_partner_throwing_away_is_as_if_there_had_never_been_an_answer(us: Pair) -> None:
    check_in = us.check_in
    never, owed = received(us.bo, check_in), reminders(us.bo)
    submit(us.alex, check_in, now=NOW, overrides=WORDS)
    take_back(us.alex, check_in)
    actions.discard_draft(us.alex, check_in_id=check_in.pk, now=NOW)
    assert received(us.bo, check_in) == never
    assert reminders(us.bo) == owed
    submit(us.bo, check_in, now=NOW)
    check_in.refresh_from_db()
    assert check_in.state == "open"


def test_what_was_submitted_is_not_thrown_away(us: Pair) -> None:
    check_in = us.check_in
    submit(us.alex, check_in, now=NOW)
    kit = user("Kit")
    actions.discard_draft(us.bo, check_in_id=check_in.pk, now=NOW)
    assert (
        refused(lambda: actions.discard_draft(us.alex, check_in_id=check_in.pk, now=NOW))
        == "already_submitted"
    )
    assert refused(lambda: actions.discard_draft(kit, check_in_id=check_in.pk, now=NOW)) == "not_found"
    assert Response.objects.get().author == us.alex


@pytest.mark.parametrize("what", ["draft", "submit"])
def test_words_that_a_phone_kept_for_another_are_not_taken_as_mine(us: Pair, what: str) -> None:
    check_in = us.check_in
    body = {
        "submission_id": str(uuid.uuid4()),
        "base_revision": 0,
        "answers": document(check_in),
        "author": str(us.alex.pk),
    }
    method, path = ("PUT" if what == "draft" else "POST"), f"/check-ins/{check_in.pk}/{what}"
    refusal = call(browser(us.bo), method, path, body)
    assert (refusal.status_code, refusal.json()["error"]["code"]) == (409, "not_your_draft")
    assert not Response.objects.exists()
    assert call(browser(us.alex), method, path, body).status_code == 200
    assert Response.objects.get().author == us.alex
    wrong = call(browser(us.alex), method, path, {**body, "author": "somebody"})
    assert (wrong.status_code, list(wrong.json()["error"]["fields"])) == (422, ["author"])
