"""The forms of the ritual on the wire. A class name here is a type name in the generated client.

Answers are rendered as plain dicts by `checkins.queries`; these classes say what they look like, and parse the
small bodies. The answer document itself is checked by `checkins.answers`.
"""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from checkins.api.talking import DIMENSIONS, WHO, Point
from checkins.models import CheckIn as Round
from couples.api.serializers import PersonSerializer, SpaceSerializer
from couples.api.zones import TimeZoneField

PROMPT_KINDS = ["anchor", "reason", "appreciation", "guess", "wish"]


class ScheduleEdit(serializers.Serializer[Any]):
    """Who changed the schedule, how, and on which day by the couple's clock."""

    by = serializers.ChoiceField(choices=WHO)
    what = serializers.ChoiceField(choices=["moved", "paused", "resumed"])
    on = serializers.DateField()


class Schedule(serializers.Serializer[Any]):
    """When the couple's check-ins open. `weekday`: 0 is Monday; `local_time` is in `time_zone`.

    `paused`: for both, seen by both. `resting`: the viewer's own quiet break, which the partner is not told of.
    `changes`: the latest change of each kind by each of the two, newest first; none alone.
    """

    cadence_weeks = serializers.IntegerField()
    weekday = serializers.IntegerField()
    local_time = serializers.TimeField(format="%H:%M")
    time_zone = TimeZoneField(use_pytz=False)
    window_hours = serializers.IntegerField()
    paused = serializers.BooleanField()
    resting = serializers.BooleanField()
    changes = ScheduleEdit(many=True)
    next_opens_at = serializers.DateTimeField(allow_null=True)


class ScheduleChange(serializers.Serializer[Any]):
    """The couple's new rhythm."""

    cadence_weeks = serializers.ChoiceField(choices=[1, 2])
    weekday = serializers.IntegerField(min_value=0, max_value=6)
    local_time = serializers.TimeField(format="%H:%M", input_formats=["%H:%M", "%H:%M:%S"])
    time_zone = TimeZoneField(use_pytz=False)
    window_hours = serializers.IntegerField(min_value=24, max_value=144, required=False)


class CheckInCard(serializers.Serializer[Any]):
    """A check-in in brief. `partner_finished` is true or null, never false, and only if the partner chose to tell."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=Round.State.choices)
    mine = serializers.ChoiceField(choices=["not_started", "draft", "submitted"])
    prompts = serializers.IntegerField()
    answered = serializers.IntegerField()
    partner_finished = serializers.BooleanField(allow_null=True)


class Prompt(serializers.Serializer[Any]):
    """A prompt in the words in which it was asked. `about`: the anchor that a guess is about. `tender`: it touches a
    tender topic, and an answer that does not say who may see it is private."""

    id = serializers.CharField()
    version = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=PROMPT_KINDS)
    text = serializers.CharField()
    hint = serializers.CharField()
    dimension = serializers.ChoiceField(choices=DIMENSIONS, allow_null=True)
    side = serializers.ChoiceField(choices=["received", "given", "own"], allow_null=True)
    tender = serializers.BooleanField()
    about = serializers.CharField(allow_null=True)


class Answer(serializers.Serializer[Any]):
    """One answer. `value` is 1 to 5 for a rated prompt or a guess that was answered, else null."""

    status = serializers.ChoiceField(choices=["answered", "did_not_come_up", "skipped"])
    value = serializers.IntegerField(min_value=1, max_value=5, allow_null=True)
    note = serializers.CharField(max_length=2000, allow_blank=True)
    sharing = serializers.ChoiceField(choices=["share", "private"])


class CheckIn(serializers.Serializer[Any]):
    """A check-in with its prompts and one's own answers by prompt id. `prompts` replaces the card's number.

    `start_from`: one's own earlier check-in, answered alone, to start the first one together from. Null otherwise.
    """

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=Round.State.choices)
    mine = serializers.ChoiceField(choices=["not_started", "draft", "submitted"])
    prompts = Prompt(many=True)
    answered = serializers.IntegerField()
    partner_finished = serializers.BooleanField(allow_null=True)
    revision = serializers.IntegerField()
    answers = serializers.DictField(child=Answer())
    start_from = serializers.UUIDField(allow_null=True)


class Draft(serializers.Serializer[Any]):
    """The whole document, and the revision that it started from (0: none yet). `author`: who wrote it, by their id; a
    device that two share keeps the words of both."""

    base_revision = serializers.IntegerField(min_value=0, max_value=2**31 - 2)
    answers = serializers.DictField(child=Answer())
    author = serializers.UUIDField(required=False, allow_null=True)


class DraftPart(serializers.Serializer[Any]):
    """Some answers of the document, by prompt id; null: no answer any more. The rest as in a draft."""

    base_revision = serializers.IntegerField(min_value=0, max_value=2**31 - 2)
    answers = serializers.DictField(child=Answer(allow_null=True))
    author = serializers.UUIDField(required=False, allow_null=True)


class Saved(serializers.Serializer[Any]):
    """What to name as the base next time."""

    revision = serializers.IntegerField()
    saved_at = serializers.DateTimeField()


class Submission(serializers.Serializer[Any]):
    """The whole document. `submission_id` is made by the client; sent again, it changes nothing. `author`: as in
    a draft."""

    submission_id = serializers.UUIDField()
    base_revision = serializers.IntegerField(min_value=0, max_value=2**31 - 2)
    answers = serializers.DictField(child=Answer())
    author = serializers.UUIDField(required=False, allow_null=True)


class LatestReveal(serializers.Serializer[Any]):
    """Where to find the latest reveal.

    `looked_at`: the viewer has chosen what to do with one of its topics, or either said that they talked about one.
    """

    id = serializers.UUIDField()
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    looked_at = serializers.BooleanField()


class Home(serializers.Serializer[Any]):
    """Where the week stands. Two may look at it together.

    `just_for_you`: a private card of the latest reveal waits. What it says is read with `/talking-points?own=…`.
    `private_cards`: always empty, for pages that a phone kept from before `just_for_you`.
    """

    now = serializers.DateTimeField()
    space = SpaceSerializer()
    schedule = Schedule(allow_null=True)
    check_in = CheckInCard(allow_null=True)
    next_opens_at = serializers.DateTimeField(allow_null=True)
    latest_reveal = LatestReveal(allow_null=True)
    open_points = serializers.IntegerField()
    just_for_you = serializers.BooleanField()
    private_cards = serializers.ListField(child=serializers.CharField(), max_length=0)


class BothAnswers(serializers.Serializer[Any]):
    """One prompt with both answers. What the partner keeps private looks like a skip."""

    prompt = Prompt()
    mine = Answer()
    theirs = Answer()


class RevealedGuess(serializers.Serializer[Any]):
    """What one guessed of the other, beside what the other answered."""

    about = serializers.CharField()
    by = serializers.ChoiceField(choices=WHO)
    guessed = serializers.IntegerField()
    answered = serializers.IntegerField()


class Reveal(serializers.Serializer[Any]):
    """What both see once both have submitted: first what went well, then at most two points.

    `revealed_on` is the couple's day. The moment would say when the other of the two submitted.
    """

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    opens_at = serializers.DateTimeField()
    revealed_on = serializers.DateField()
    me = PersonSerializer()
    partner = PersonSerializer()
    strengths = Point(many=True)
    main = Point(allow_null=True)
    optional = Point(allow_null=True)
    answers = BothAnswers(many=True)
    guesses = RevealedGuess(many=True)


class HistoryCheckIn(serializers.Serializer[Any]):
    """A past check-in. `here`: of the present couple, so that its reveal can be read again."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    opens_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=Round.State.choices)
    mine = serializers.ChoiceField(choices=["not_started", "draft", "submitted"])
    shared_points = serializers.IntegerField()
    solo = serializers.BooleanField()
    here = serializers.BooleanField()


class LevelPoint(serializers.Serializer[Any]):
    """One check-in of a line. No value: a gap."""

    date = serializers.DateField()
    value = serializers.IntegerField(allow_null=True)


class Level(serializers.Serializer[Any]):
    """A dimension's two lines: one's own, and the partner's where it was revealed."""

    mine = LevelPoint(many=True)
    theirs = LevelPoint(many=True)


class Levels(serializers.Serializer[Any]):
    """A line per dimension: no score."""

    appreciation = Level()
    autonomy = Level()
    connection = Level()


class History(serializers.Serializer[Any]):
    """A page of one's past check-ins, newest first. `next` is to be passed as `before`.

    `levels`, oldest first, are those of the newest 40 check-ins. Later pages have none.
    """

    check_ins = HistoryCheckIn(many=True)
    next = serializers.UUIDField(allow_null=True)
    levels = Levels(allow_null=True)
