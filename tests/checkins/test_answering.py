"""Saving drafts, submitting and revealing, tested through the functions that write to the database."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from functools import partial
from uuid import UUID

import pytest

from checkins import actions, queries
from checkins.answering.answers import SKIPPED, Answer
from checkins.models import CheckIn, Response, TalkingPoint
from checkins.queries.levels import LevelLines
from couples.errors import Conflict, Invalid, NotFound
from couples.models import User
from couples.queries import PersonName
from tests.checkins.world import HOUR, Json, answer, document, submit
from tests.factories import START, alone, pair

pytestmark = pytest.mark.django_db
NOW = START + HOUR
ANCHOR = "anchor.connection.received"


def save(actor: User, check_in: CheckIn, base: int, answers: Json, now: dt.datetime = NOW) -> int:
    return actions.save_draft(
        actor,
        check_in_id=check_in.pk,
        base_revision=base,
        answers=answers,
        now=now,
    ).revision


def refused(check: Callable[[], object], code: str) -> Conflict:
    with pytest.raises(Conflict) as refusal:
        check()
    assert refusal.value.code == code
    return refusal.value


def test_a_draft_grows_by_revisions_and_comes_back_word_for_word() -> None:
    us = pair()
    words = {ANCHOR: answer(2, note="„Ja“ — 🫂\n\n<b>", sharing="private")}
    assert save(us.alex, us.check_in, 0, words) == 1
    assert save(us.alex, us.check_in, 1, {**words, "words.wish": answer(None, note="the sea")}) == 2
    seen = queries.check_in(us.alex, us.check_in.pk, now=NOW)
    assert (seen.mine, seen.revision, seen.answered) == ("draft", 2, 2)
    assert seen.answers == {
        ANCHOR: Answer(**words[ANCHOR]),
        "words.wish": Answer("answered", note="the sea"),
    }


def test_two_tabs_lose_no_words() -> None:
    us = pair()
    save(us.alex, us.check_in, 0, {ANCHOR: answer(2, note="first tab")})
    conflict = refused(lambda: save(us.alex, us.check_in, 0, {ANCHOR: answer(5)}), "draft_conflict")
    assert conflict.extra == {"revision": 1, "answers": {ANCHOR: Answer("answered", 2, "first tab")}}
    refused(lambda: save(us.alex, us.check_in, 7, {ANCHOR: answer(5)}), "draft_conflict")
    late = lambda: actions.submit(  # noqa: E731
        us.alex,
        check_in_id=us.check_in.pk,
        submission_id=uuid.uuid4(),
        base_revision=0,
        answers=document(us.check_in),
        now=NOW,
    )
    assert refused(late, "draft_conflict").extra == conflict.extra
    assert queries.check_in(us.alex, us.check_in.pk, now=NOW).mine == "draft"


def test_both_submit_and_both_see() -> None:
    us = pair()
    check_in = us.check_in
    assert submit(us.alex, check_in, now=NOW).check_in.state == "open"
    assert submit(us.bo, check_in, now=NOW).check_in.state == "revealed"
    for viewer, partner in ((us.alex, "Bo"), (us.bo, "Alex")):
        seen = queries.reveal(viewer, check_in.pk)
        assert seen.partner == PersonName(partner)
        assert seen.strengths, "what went well comes first"
        assert {point.role for point in seen.conversations} <= {"light"}
    check_in.refresh_from_db()
    assert check_in.revealed_at == NOW


def test_a_submission_sent_again_is_the_same_submission() -> None:
    us = pair()
    check_in, submission_id = us.check_in, uuid.uuid4()

    def send(base: int = 0, its_id: UUID = submission_id, now: dt.datetime = NOW, value: int = 4) -> str:
        return actions.submit(
            us.alex,
            check_in_id=check_in.pk,
            submission_id=its_id,
            base_revision=base,
            answers=document(check_in, value),
            now=now,
        ).check_in.state

    assert send() == "open"
    assert send(value=1) == "open"
    assert queries.check_in(us.alex, check_in.pk, now=NOW).answers[ANCHOR].value == 4
    refused(lambda: send(its_id=uuid.uuid4()), "already_submitted")
    refused(lambda: send(its_id=uuid.uuid4(), base=1), "already_submitted")
    submit(us.bo, check_in, now=NOW)
    assert send() == "revealed"
    assert send(now=check_in.closes_at + HOUR) == "revealed"
    assert TalkingPoint.objects.filter(check_in=check_in, role="strength").count() <= 3


def test_submitted_is_final() -> None:
    us = pair()
    submit(us.alex, us.check_in, now=NOW)
    before = Response.objects.get(author=us.alex).envelope
    for base in (0, 1, 2):
        refused(partial(save, us.alex, us.check_in, base, {ANCHOR: answer(1)}), "already_submitted")
    submit(us.bo, us.check_in, now=NOW)
    refused(lambda: save(us.alex, us.check_in, 1, {ANCHOR: answer(1)}), "already_submitted")
    assert Response.objects.get(author=us.alex).envelope == before


def test_the_window_includes_its_first_moment_and_not_its_last() -> None:
    us = pair()
    check_in = us.check_in
    save(us.alex, check_in, 0, {}, now=check_in.opens_at)
    for moment in (check_in.opens_at - HOUR, check_in.closes_at, check_in.closes_at + HOUR):
        refused(partial(save, us.alex, check_in, 1, {}, now=moment), "check_in_closed")
        refused(partial(submit, us.bo, check_in, now=moment), "check_in_closed")
    last = check_in.closes_at - dt.timedelta(microseconds=1)
    submit(us.bo, check_in, now=last)


def test_one_half_alone_never_reveals() -> None:
    us = pair()
    check_in = us.check_in
    submit(us.alex, check_in, now=NOW)
    after = check_in.closes_at
    # The check-in is closed by the clock alone, before any task has run.
    refused(lambda: submit(us.bo, check_in, now=after), "check_in_closed")
    card = queries.home(us.alex, now=after).check_in
    assert card
    assert card.state == "lapsed"
    assert actions.lapse_overdue(now=after) == 1
    assert actions.lapse_overdue(now=after) == 0
    # Setting the clock back doesn't open the check-in again.
    refused(lambda: submit(us.bo, check_in, now=NOW), "check_in_closed")
    for viewer in (us.alex, us.bo):
        with pytest.raises(NotFound):
            queries.reveal(viewer, check_in.pk)
    assert queries.own_past(us.alex, check_in.pk, now=after).answers[ANCHOR] == Answer(**answer(4))
    assert queries.own_past(us.bo, check_in.pk, now=after).answers == {}
    levels = queries.history(us.bo, now=after).levels
    assert levels
    assert levels.connection == LevelLines([], [])


def test_alone_nothing_is_ever_revealed() -> None:
    sam = alone()
    check_in = CheckIn.objects.get()
    assert submit(sam, check_in, now=NOW).check_in.state == "open"
    with pytest.raises(NotFound):
        queries.reveal(sam, check_in.pk)
    assert queries.own_past(sam, check_in.pk, now=NOW).answers[ANCHOR] == Answer(**answer(4))
    assert not TalkingPoint.objects.exists()


def test_a_private_answer_looks_like_a_skip_and_counts_like_one() -> None:
    us, them = pair(), pair()
    CheckIn.objects.filter(couple=them.couple).update(prompts=us.check_in.prompts)
    private = {
        ANCHOR: answer(1, note="just for me", sharing="private"),
        "reason": answer(1, sharing="private"),
    }
    skipped = {ANCHOR: {"status": "skipped"}, "reason": {"status": "skipped"}}
    seen = []
    for couple, special in ((us, private), (them, skipped)):
        check_in = couple.check_in
        submit(couple.alex, check_in, now=NOW, overrides=special)
        submit(couple.bo, check_in, now=NOW)
        theirs = queries.reveal(couple.bo, check_in.pk)
        seen.append(
            (
                {row.prompt.id: row.theirs for row in theirs.answers if row.prompt.kind == "anchor"},
                # Compare only the kind of a light conversation: its question is drawn for each couple.
                [point.light.kind if point.light else point.headline for point in theirs.conversations],
                [point.headline for point in theirs.strengths],
                theirs.guesses,
            )
        )
        assert "just for me" not in repr(theirs)
    assert seen[0] == seen[1]
    assert seen[0][0][ANCHOR] == SKIPPED
    mine = queries.reveal(us.alex, us.check_in.pk)
    skip = seen[0][0][ANCHOR]
    assert [row.mine for row in mine.answers if row.prompt.id == ANCHOR] == [skip]
    own = queries.own_past(us.alex, us.check_in.pk, now=NOW)
    assert own.answers[ANCHOR] == Answer(**private[ANCHOR]), (
        "one's own words are in one's own view of the past"
    )


def test_an_empty_submission_is_refused_and_a_skipped_one_is_not() -> None:
    us = pair()
    with pytest.raises(Invalid) as refusal:
        actions.submit(
            us.alex,
            check_in_id=us.check_in.pk,
            submission_id=uuid.uuid4(),
            base_revision=0,
            answers={},
            now=NOW,
        )
    assert refusal.value.code == "nothing_answered"
    skipped = {asked["id"]: {"status": "skipped"} for asked in us.check_in.prompts}
    assert submit(us.alex, us.check_in, now=NOW, overrides=skipped).answered == 0
