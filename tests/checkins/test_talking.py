"""Talking points: how they come about, what each partner chooses about them, and who can see these choices."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import asdict, replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from checkins import actions, queries
from checkins.models import SavedStarter, TalkingPoint, TalkingPointVoice
from checkins.queries import Reveal
from checkins.talking.points import Point, Voice
from checkins.talking.topics import together
from couples.errors import Conflict, NotFound
from couples.models import User
from tests.checkins.world import HOUR, WEEK, answer, browser, call, reveal, submit
from tests.conversations import offered
from tests.factories import START, Pair, alone, pair

pytestmark = pytest.mark.django_db
NOW = START + HOUR
FELT = "anchor.connection.received"
Choice = TalkingPointVoice.Choice
#: The voice of a talking point about which no one has said anything.
SILENT = Voice(
    mine=None, both=None, talked_on=None, tried_on=None, helped=None, told=False, partner_told=None
)


def with_a_topic() -> tuple[Pair, Point]:
    """Return a couple, and the main talking point of its first reveal as Alex sees it.

    The two answered differently about closeness: Bo felt none, and Alex reached out all week.
    """
    us = pair()
    check_in = us.check_in
    skipped = {"status": "skipped"}
    submit(us.alex, check_in, now=NOW, value=5, overrides={"guess": skipped})
    submit(
        us.bo,
        check_in,
        now=NOW,
        value=4,
        overrides={FELT: answer(1, note="lonely evenings"), "guess": skipped},
    )
    main = offered(queries.reveal(us.alex, check_in.pk))
    assert main is not None
    return us, main


def test_a_point_says_why_for_each_in_their_own_words() -> None:
    us, main = with_a_topic()
    theirs = queries.point(us.bo, main.id)
    assert (main.reason, main.dimension) == (None, "connection")
    assert {starter.for_ for starter in main.starters} == {"feels", "listens"}
    assert main.experiment
    assert main.experiment.minutes < 15
    mine_to_theirs = {"me": "partner", "partner": "me", "both": "both"}
    assert theirs.felt_by == mine_to_theirs[main.felt_by]
    for one, other in zip(main.why.evidence, theirs.why.evidence, strict=True):
        assert (one.mine, one.theirs) == (other.theirs, other.mine)
        assert (bool(one.prompt), one.date) == (True, START.date())
    assert any("Not at all" in sentence and "Bo" in sentence for sentence in main.why.sentences)
    assert any("Not at all" in sentence and "You" in sentence for sentence in theirs.why.sentences)


def test_now_later_not_for_us_is_told_only_once_both_have_chosen() -> None:
    us, main = with_a_topic()
    actions.speak(us.alex, point_id=main.id, choice=Choice.NOW, now=NOW)
    assert queries.point(us.bo, main.id).voice == SILENT
    actions.speak(us.bo, point_id=main.id, choice=Choice.LATER, now=NOW)
    for viewer, mine in ((us.alex, "now"), (us.bo, "later")):
        voice = queries.point(viewer, main.id).voice
        assert (voice.mine, voice.both) == (mine, "later")
    actions.speak(us.bo, point_id=main.id, choice=Choice.NOT_FOR_US, now=NOW)
    assert queries.point(us.alex, main.id).voice.both == "not_for_us"


def test_what_was_said_of_points_is_asked_for_by_page_and_says_no_more_than_the_page() -> None:
    us, main = with_a_topic()
    path = f"/talking-points/voices?id={main.id}&id={uuid.uuid4()}"

    def voice(viewer: User) -> Any:
        (found,) = call(browser(viewer), "GET", path).json()["results"]
        assert found["id"] == str(main.id)
        return found["voice"]

    actions.speak(us.alex, point_id=main.id, choice=Choice.NOW, now=NOW)
    assert voice(us.bo) == asdict(SILENT)
    assert (voice(us.alex)["mine"], voice(us.alex)["both"]) == ("now", None)
    actions.speak(us.bo, point_id=main.id, choice=Choice.LATER, now=NOW)
    assert voice(us.alex)["both"] == voice(us.bo)["both"] == "later"
    actions.mark_talked(us.bo, point_id=main.id, now=NOW)
    actions.say_helped(us.alex, point_id=main.id, helped=TalkingPointVoice.Helped.NO, now=NOW)
    assert (voice(us.alex)["talked_on"], voice(us.alex)["helped"]) == (NOW.date().isoformat(), None)
    actions.tell_helped(us.alex, point_id=main.id)
    assert (voice(us.alex)["helped"], voice(us.bo)["partner_told"]) == ("no", "no")
    stranger = pair()
    assert call(browser(stranger.alex), "GET", path).json() == {"results": []}
    for wrong, field in (("id=nonsense", "id.0"), ("&".join(f"id={uuid.uuid4()}" for _ in range(41)), "id")):
        refused = call(browser(us.bo), "GET", f"/talking-points/voices?{wrong}")
        assert (refused.status_code, list(refused.json()["error"]["fields"])) == (422, [field])


def test_home_knows_whether_somebody_has_looked_at_the_reveal_and_not_what_the_other_chose() -> None:
    us, main = with_a_topic()

    def looked_at(viewer: User) -> bool:
        latest = queries.home(viewer, now=NOW).latest_reveal
        return latest is not None and latest.looked_at

    assert (looked_at(us.alex), looked_at(us.bo)) == (False, False)
    actions.speak(us.alex, point_id=main.id, choice=Choice.LATER, now=NOW)
    assert (looked_at(us.alex), looked_at(us.bo)) == (True, False)
    actions.mark_talked(us.alex, point_id=main.id, now=NOW)
    assert (looked_at(us.alex), looked_at(us.bo)) == (True, True)


def test_open_points_are_counted_until_dealt_with() -> None:
    us, main = with_a_topic()
    before = queries.home(us.alex, now=NOW).open_points
    assert before >= 1
    actions.speak(us.alex, point_id=main.id, choice=Choice.NOT_FOR_US, now=NOW)
    assert queries.home(us.alex, now=NOW).open_points == before - 1
    assert queries.home(us.bo, now=NOW).open_points == before
    actions.mark_talked(us.bo, point_id=main.id, now=NOW)
    assert queries.home(us.bo, now=NOW).open_points == before - 1


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        (("", "now"), None),
        (("now", "now"), "now"),
        (("later", "now"), "later"),
        (("later", "not_for_us"), "not_for_us"),
    ],
)
def test_the_more_reluctant_choice_counts(choices: tuple[str, str], expected: str | None) -> None:
    assert together(choices) == expected
    assert together((choices[1], choices[0])) == expected


def test_drift_is_shown_to_the_one_it_concerns_alone() -> None:
    us = pair()
    for week in range(14):
        check_in = us.check_in
        now = check_in.opens_at + HOUR
        value = 5 if week < 8 else 3
        submit(us.alex, check_in, now=now, value=5)
        submit(us.bo, check_in, now=now, value=value)
        actions.open_due(now=us.next_opens_at)
    private = TalkingPoint.objects.filter(role="private")
    assert private, "a fall of two points must be seen"
    assert {card.audience_id for card in private} == {us.bo.pk}
    newest = private.latest("created_at")
    seen = queries.point(us.bo, newest.pk)
    assert (seen.role, seen.felt_by) == ("private", "me")
    assert all(line.theirs is None and line.guess is None for line in seen.why.evidence)
    assert any("Only you can see this" in sentence for sentence in seen.why.sentences)
    with pytest.raises(NotFound):
        queries.point(us.alex, newest.pk)
    with pytest.raises(NotFound):
        actions.speak(us.alex, point_id=newest.pk, choice=Choice.NOW, now=now)
    assert newest.pk not in {point.id for point in queries.points(us.alex).results}
    assert newest.pk not in {point.id for point in queries.points(us.bo).results}
    own = {viewer: queries.own_points(viewer, newest.check_in_id).results for viewer in (us.alex, us.bo)}
    assert newest.pk in {point.id for point in own[us.bo]}
    assert newest.pk not in {point.id for point in own[us.alex]}
    for viewer in (us.alex, us.bo):
        assert all(point.role != "private" for point in _shown(queries.reveal(viewer, newest.check_in_id)))


def _shown(seen: Reveal) -> list[Point]:
    return [*seen.strengths, *seen.conversations]


def test_past_points_come_in_pages_that_miss_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checkins.queries.talking.PAGE", 2)
    us = pair()
    for _ in range(30):
        check_in = us.check_in
        reasons = [asked for asked in check_in.prompts if asked["kind"] == "reason"]
        good = {asked["id"]: answer(1 if asked["reverse"] else 5) for asked in reasons}
        # Bo is always low, but only on some reasons. Low answers on all of them would be a bad week and make no topic.
        low = {
            asked["id"]: answer(5 if asked["reverse"] else 1)
            for asked in reasons
            if asked["id"].startswith(("un", "sh", "gu", "dr"))
        }
        submit(us.alex, check_in, now=check_in.opens_at + HOUR, value=5, overrides=good)
        submit(us.bo, check_in, now=check_in.opens_at + HOUR, value=5, overrides={**good, **low})
        for point in _shown(queries.reveal(us.alex, check_in.pk)):
            if point.role != "strength":
                actions.mark_talked(us.alex, point_id=point.id, now=check_in.opens_at + 2 * HOUR)
        actions.open_due(now=us.next_opens_at)
    expected = list(
        TalkingPoint.objects.exclude(role="strength")
        .order_by("-check_in__number", "position")
        .values_list("pk", flat=True)
    )
    assert len(expected) > 2, "more than a page"
    found: list[uuid.UUID] = []
    before = None
    while True:
        page = queries.points(us.alex, before=before)
        found += [point.id for point in page.results if point.role != "private"]
        before = page.next
        if before is None:
            break
    assert found == expected


def test_starters_are_saved_for_both_and_by_nobody() -> None:
    us, main = with_a_topic()
    key = main.starters[0].key
    actions.save_starter(us.alex, key=key)
    actions.save_starter(us.bo, key=key)
    assert SavedStarter.objects.count() == 1
    assert key.encode() not in bytes(SavedStarter.objects.get().starter_index)
    for viewer in (us.alex, us.bo):
        saved = queries.library(viewer, saved_only=True).results
        assert [starter.key for entry in saved for starter in entry.starters] == [key]
        assert queries.point(viewer, main.id).starters[0].saved
    actions.unsave_starter(us.bo, key=key)
    actions.unsave_starter(us.bo, key=key)
    assert queries.library(us.alex, saved_only=True).results == []
    with pytest.raises(NotFound):
        actions.save_starter(us.alex, key="no.such.starter")
    assert all(
        not starter.saved for entry in queries.library(pair().alex).results for starter in entry.starters
    )


def test_what_was_talked_about_of_the_list_is_shared_with_its_day_and_nothing_else() -> None:
    us, main = with_a_topic()
    key = main.starters[0].key
    with pytest.raises(Conflict) as refusal:
        actions.mark_starter_talked(us.alex, key=key, now=NOW)
    assert refusal.value.code == "not_on_the_list"
    actions.save_starter(us.alex, key=key)
    actions.mark_starter_talked(us.bo, key=key, now=NOW)
    actions.mark_starter_talked(us.alex, key=key, now=NOW + 3 * WEEK)
    for viewer in (us.alex, us.bo):
        [entry] = queries.library(viewer, saved_only=True).results
        assert entry.starters[0].talked_on == NOW.date()
        assert queries.point(viewer, main.id).starters[0].talked_on == NOW.date()
    [row] = SavedStarter.objects.values()
    assert set(row) == {"id", "couple_id", "starter_index", "talked_on"}
    actions.unmark_starter_talked(us.alex, key=key)
    assert queries.point(us.bo, main.id).starters[0].talked_on is None
    # A starter that is removed from the list and saved again no longer counts as talked about.
    actions.mark_starter_talked(us.bo, key=key, now=NOW)
    actions.unsave_starter(us.bo, key=key)
    actions.save_starter(us.bo, key=key)
    assert queries.point(us.bo, main.id).starters[0].talked_on is None


def test_either_marks_the_experiment_as_tried_and_can_take_it_back() -> None:
    us, main = with_a_topic()
    actions.mark_tried(us.bo, point_id=main.id, now=NOW)
    actions.mark_tried(us.alex, point_id=main.id, now=NOW + WEEK)
    for viewer in (us.alex, us.bo):
        assert queries.point(viewer, main.id).voice == replace(SILENT, tried_on=NOW.date())
    actions.unmark_tried(us.alex, point_id=main.id)
    assert queries.point(us.bo, main.id).voice == SILENT


def test_the_days_are_those_of_the_couples_own_clock() -> None:
    us, main = with_a_topic()
    actions.set_schedule(
        us.alex,
        cadence_weeks=1,
        weekday=6,
        local_time=dt.time(18),
        time_zone=ZoneInfo("Pacific/Auckland"),
        now=NOW,
    )
    key, tomorrow = main.starters[0].key, NOW.date() + dt.timedelta(days=1)
    actions.save_starter(us.bo, key=key)
    actions.mark_talked(us.bo, point_id=main.id, now=NOW)
    actions.mark_tried(us.bo, point_id=main.id, now=NOW)
    actions.mark_starter_talked(us.bo, key=key, now=NOW)
    seen = queries.point(us.alex, main.id)
    days = (seen.voice.talked_on, seen.voice.tried_on, seen.starters[0].talked_on)
    assert days == (tomorrow, tomorrow, tomorrow)


def test_the_library_holds_every_reason() -> None:
    assert len(queries.library(alone()).results) == 25


def test_a_fault_of_the_engine_does_not_keep_a_couple_from_their_reveal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("checkins.engine.find", broken)
    us = pair()
    check_in = reveal(us, now=NOW)
    seen = queries.reveal(us.alex, check_in.pk)
    assert (seen.strengths, offered(seen)) == ([], None)
    assert actions.open_due(now=us.next_opens_at) == 1
