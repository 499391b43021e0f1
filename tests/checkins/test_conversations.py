"""A reveal first offers conversations about what each partner wished to talk about, then about findings.

If there are no wishes and no findings, the reveal offers a light conversation. If the answers are too low for a light
conversation, the reveal shows a card without a topic.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
import time_machine

from checkins import actions, queries
from checkins.models import TalkingPoint, TalkingPointVoice
from content.catalogue import catalogue
from tests.checkins.world import HOUR, Json, answer, browser, call, document, submit
from tests.conversations import offered
from tests.factories import START, Pair, pair

pytestmark = pytest.mark.django_db

NOW = START + HOUR
FELT = "anchor.connection.received"
WORDS = "Shall we plan the summer?"


def wish(words: str = WORDS, **fields: Any) -> Json:
    return answer(None, note=words, **fields)


def revealed(alex: Json | None = None, bo: Json | None = None, **values: Any) -> Pair:
    us = pair()
    submit(us.alex, us.check_in, now=NOW, overrides=alex or {}, **values)
    submit(us.bo, us.check_in, now=NOW, overrides=bo or {}, **values)
    return us


def next_one(us: Pair, alex: Json | None = None, bo: Json | None = None) -> queries.Reveal:
    actions.open_due(now=us.next_opens_at)
    check_in = us.check_in
    for user, said in ((us.alex, alex), (us.bo, bo)):
        submit(user, check_in, now=check_in.opens_at + HOUR, overrides=said or {})
    return queries.reveal(us.alex, check_in.pk)


def test_a_wish_is_for_both_after_the_reveal_and_for_nobody_before() -> None:
    us = pair()
    submit(us.alex, us.check_in, now=NOW, overrides={"wish": wish()})
    assert not TalkingPoint.objects.exists()
    assert WORDS not in repr(queries.check_in(us.bo, us.check_in.pk, now=NOW))
    submit(us.bo, us.check_in, now=NOW)
    for viewer, by, headline in (
        (us.alex, "me", "You would like to talk about this"),
        (us.bo, "partner", "Alex would like to talk about this"),
    ):
        (seen,) = queries.reveal(viewer, us.check_in.pk).conversations
        assert seen.words is not None
        assert (seen.role, seen.words.by, seen.words.text) == ("wish", by, WORDS)
        assert (seen.headline, seen.felt_by, seen.reason, seen.dimension) == (headline, by, None, None)
        assert {starter.for_ for starter in seen.starters} == {"feels", "listens"}
        home = queries.home(viewer, now=NOW)
        assert home.latest_reveal is not None
        assert (home.open_points, home.latest_reveal.wish) == (1, True)


@pytest.mark.parametrize(
    "hidden", [wish(sharing="private"), {"status": "skipped", "note": WORDS}, wish("  ")]
)
def test_a_wish_that_is_not_shared_is_none(hidden: Json) -> None:
    us = revealed({"wish": hidden})
    seen = queries.reveal(us.bo, us.check_in.pk)
    assert [point.role for point in seen.conversations] == ["light"]
    assert WORDS not in repr(seen)
    home = queries.home(us.bo, now=NOW)
    assert home.latest_reveal is not None
    assert (home.open_points, home.latest_reveal.wish) == (0, False)


def test_a_note_that_its_author_marked_becomes_a_wish_and_no_other_does() -> None:
    us = revealed({FELT: answer(4, note=WORDS, talk=True)}, {FELT: answer(5, note="just saying")})
    for viewer, values in ((us.alex, (4, 5)), (us.bo, (5, 4))):
        (seen,) = queries.reveal(viewer, us.check_in.pk).conversations
        assert seen.words is not None
        assert (seen.role, seen.words.text, seen.dimension) == ("wish", WORDS, "connection")
        assert [(line.mine, line.theirs) for line in seen.why.evidence] == [values]
    private = revealed({FELT: answer(4, note=WORDS, talk=True, sharing="private")})
    assert offered(queries.reveal(private.bo, private.check_in.pk), "wish") is None


def test_the_words_at_the_end_go_before_a_marked_note() -> None:
    us = revealed({FELT: answer(4, note="a note", talk=True), "wish": wish()})
    seen = queries.reveal(us.bo, us.check_in.pk).conversations
    assert [point.words and point.words.text for point in seen] == [WORDS]


def test_two_wishes_leave_no_room_and_what_was_not_shown_may_come_up_later() -> None:
    low = {FELT: answer(1), "guess": {"status": "skipped"}}
    us = revealed({"wish": wish("one")}, {"wish": wish("other"), **low}, value=5)
    both = queries.reveal(us.alex, us.check_in.pk).conversations
    assert [point.role for point in both] == ["wish", "wish"]
    assert not TalkingPoint.objects.filter(role__in=["main", "optional"]).exists()
    one = revealed({"wish": wish()}, low, value=5)
    seen = [point.role for point in queries.reveal(one.alex, one.check_in.pk).conversations]
    assert seen == ["wish", "main"]


def test_a_wish_is_talked_about_like_a_topic_and_is_found_again() -> None:
    us = revealed({"wish": wish()})
    (seen,) = queries.reveal(us.bo, us.check_in.pk).conversations
    for user in (us.alex, us.bo):
        actions.speak(user, point_id=seen.id, choice=TalkingPointVoice.Choice.LATER, now=NOW)
    assert queries.point(us.alex, seen.id).voice.both == "later"
    actions.mark_talked(us.bo, point_id=seen.id, now=NOW)
    actions.say_helped(us.bo, point_id=seen.id, helped=TalkingPointVoice.Helped.YES, now=NOW)
    (past,) = queries.points(us.alex).results
    assert past.words is not None
    assert (past.id, past.words.text, past.voice.talked_on) == (seen.id, WORDS, us.check_in.opens_at.date())
    home = queries.home(us.alex, now=NOW)
    assert home.latest_reveal is not None
    assert (home.open_points, home.latest_reveal.wish, home.latest_reveal.looked_at) == (0, False, True)
    (week,) = queries.history(us.alex, now=NOW).check_ins
    assert week.shared_points == 1
    assert next_one(us).conversations[0].role == "light"


def test_from_the_first_check_in_there_is_one_light_conversation_the_same_for_both() -> None:
    us = revealed({FELT: answer(5)}, {FELT: answer(3)})
    seen = [queries.reveal(viewer, us.check_in.pk) for viewer in (us.alex, us.bo)]
    (mine,), (theirs,) = (each.conversations for each in seen)
    assert not any(each.neutral for each in seen)
    assert (mine.id, mine.light, mine.headline) == (theirs.id, theirs.light, theirs.headline)
    assert mine.light is not None
    assert (mine.role, mine.kind, mine.light.kind) == ("light", "light", "difference")
    assert (mine.headline, mine.starters, mine.experiment) == ("Closeness", [], None)
    assert "not a finding" in mine.why.sentences[0]
    assert [(line.mine, line.theirs) for line in mine.why.evidence] == [(5, 3)]
    home = queries.home(us.bo, now=NOW)
    assert home.open_points == 0, "it asks for nothing"
    assert queries.points(us.bo).results == []


def test_a_low_check_in_gets_a_neutral_card() -> None:
    us = revealed(value=2)
    for viewer in (us.alex, us.bo):
        seen = queries.reveal(viewer, us.check_in.pk)
        if seen.conversations:
            assert {point.role for point in seen.conversations} <= {"main", "optional"}
        else:
            assert seen.neutral
    one = revealed(value=2, alex={"wish": wish()}, bo={"wish": wish()})
    seen = queries.reveal(one.alex, one.check_in.pk)
    assert (len(seen.conversations), seen.neutral) == (2, False), "a wish is offered in a low week as well"


def test_a_neutral_card_is_no_topic_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checkins.light.choose", lambda *_, **__: None)
    us = revealed()
    seen = queries.reveal(us.alex, us.check_in.pk)
    assert (seen.conversations, seen.neutral) == ([], True)
    assert queries.points(us.alex).results == []
    assert queries.own_points(us.alex, us.check_in.pk).results == []
    assert next_one(us).neutral


def test_if_the_rule_fails_the_couple_still_gets_its_reveal(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("checkins.light.choose", broken)
    us = revealed()
    assert queries.reveal(us.alex, us.check_in.pk).neutral


def test_a_reveal_from_before_has_what_it_has() -> None:
    us = revealed({"wish": wish()})
    TalkingPoint.objects.filter(role="wish").delete()
    seen = queries.reveal(us.alex, us.check_in.pk)
    assert (seen.conversations, seen.neutral) == ([], False)


def test_no_light_conversation_comes_back_within_eight_weeks_nor_for_half_a_year_after_a_no() -> None:
    us = revealed()
    seen = [queries.reveal(us.alex, us.check_in.pk)]
    (first,) = seen[0].conversations
    for user in (us.alex, us.bo):
        actions.speak(user, point_id=first.id, choice=TalkingPointVoice.Choice.NOT_FOR_US, now=NOW)
    for _ in range(11):
        seen += [next_one(us)]
    topics = [point for each in seen for point in each.conversations]
    assert all(point.role == "light" for point in topics)
    dates = {each.id: each.opens_at for each in seen}
    last: dict[str, dt.datetime] = {}
    for each in seen:
        (point,) = each.conversations
        about = point.reason.key if point.reason else point.dimension or repr(point.light)
        if about in last:
            assert dates[each.id] - last[about] > dt.timedelta(weeks=8)
        last[about] = dates[each.id]
    assert [point.headline for point in topics].count(first.headline) == 1


def test_every_question_of_the_library_can_be_shown() -> None:
    light = catalogue().light.values()
    assert {each.kind for each in light} == {"difference", "good", "surprise", "news", "deck"}
    assert sum(each.kind == "deck" for each in light) >= 60


@time_machine.travel(NOW, tick=False)
def test_over_http_a_marked_note_is_seen_by_both_only_after_the_reveal() -> None:
    us = pair()
    one, other = browser(us.alex), browser(us.bo)
    path = f"/check-ins/{us.check_in.pk}"
    paths = ("/home", path, "/history", "/talking-points")
    before = [call(other, "GET", each).content for each in paths]
    written = document(us.check_in, overrides={FELT: answer(4, note=WORDS, talk=True)})
    saved = call(one, "PUT", f"{path}/draft", {"base_revision": 0, "answers": written})
    assert saved.status_code == 200
    assert call(one, "GET", path).json()["answers"][FELT]["talk"] is True
    sent = {"submission_id": str(uuid.uuid4()), "base_revision": 1, "answers": written}
    assert call(one, "POST", f"{path}/submit", sent).json()["state"] == "open"
    assert [call(other, "GET", each).content for each in paths] == before
    assert call(other, "GET", f"{path}/reveal").status_code == 404
    # Pages from before notes could be marked send no `talk` field.
    plain = {
        prompt: {name: value for name, value in said.items() if name != "talk"}
        for prompt, said in document(us.check_in).items()
    }
    reply = {"submission_id": str(uuid.uuid4()), "base_revision": 0, "answers": plain}
    assert call(other, "POST", f"{path}/submit", reply).json()["state"] == "revealed"
    for each, by in ((one, "me"), (other, "partner")):
        (seen,) = call(each, "GET", f"{path}/reveal").json()["conversations"]
        assert (seen["role"], seen["words"]) == ("wish", {"by": by, "text": WORDS})
        assert call(each, "GET", "/home").json()["latest_reveal"]["wish"] is True


def test_a_starter_for_a_wish_can_be_kept_on_the_list() -> None:
    us = revealed({"wish": wish()})
    (seen,) = queries.reveal(us.alex, us.check_in.pk).conversations
    actions.save_starter(us.alex, key=seen.starters[0].key)
    (listed,) = queries.library(us.bo, saved_only=True).results
    assert [starter.text for starter in listed.starters] == [seen.starters[0].text]
    (again,) = queries.reveal(us.bo, us.check_in.pk).conversations
    assert again.starters[0].saved
    actions.mark_starter_talked(us.bo, key=seen.starters[0].key, now=NOW)
