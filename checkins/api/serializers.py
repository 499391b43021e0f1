"""The API's forms of check-ins. The generated client names its types after these classes, without `Serializer`.

`checkins.queries` renders responses as plain dicts. These classes describe them, and parse the small bodies.
`checkins.answers` checks the answers themselves.
"""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from checkins.api.talking_serializers import DIMENSIONS, WHO, PointSerializer
from checkins.models import CheckIn
from couples.api.serializers import PersonSerializer, SpaceSerializer
from couples.api.zones import TimeZoneField

PROMPT_KINDS = ["anchor", "reason", "appreciation", "guess", "wish"]


class ScheduleEditSerializer(serializers.Serializer[Any]):
    """Who changed the schedule, how, and on which day by the couple's clock."""

    by = serializers.ChoiceField(choices=WHO)
    what = serializers.ChoiceField(choices=["moved", "paused", "resumed"])
    on = serializers.DateField()


class ScheduleSerializer(serializers.Serializer[Any]):
    """When the couple's check-ins open. `weekday`: 0 is Monday; `local_time` is in `time_zone`.

    `paused`: for both, and both see it. `resting`: the viewer's own quiet break, which the partner does not see.
    `changes`: the latest change of each kind by each of the two, newest first. Empty alone.
    """

    cadence_weeks = serializers.IntegerField()
    weekday = serializers.IntegerField()
    local_time = serializers.TimeField(format="%H:%M")
    time_zone = TimeZoneField(use_pytz=False)
    window_hours = serializers.IntegerField()
    paused = serializers.BooleanField()
    resting = serializers.BooleanField()
    changes = ScheduleEditSerializer(many=True)
    next_opens_at = serializers.DateTimeField(allow_null=True)


class ScheduleChangeSerializer(serializers.Serializer[Any]):
    """The couple's new schedule."""

    cadence_weeks = serializers.ChoiceField(choices=[1, 2])
    weekday = serializers.IntegerField(min_value=0, max_value=6)
    local_time = serializers.TimeField(format="%H:%M", input_formats=["%H:%M", "%H:%M:%S"])
    time_zone = TimeZoneField(use_pytz=False)
    window_hours = serializers.IntegerField(min_value=24, max_value=144, required=False)


class CheckInCardSerializer(serializers.Serializer[Any]):
    """A check-in in brief. `partner_finished` is true or null, never false, and only if the partner chose to tell."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=CheckIn.State.choices)
    mine = serializers.ChoiceField(choices=["not_started", "draft", "submitted"])
    prompts = serializers.IntegerField()
    answered = serializers.IntegerField()
    partner_finished = serializers.BooleanField(allow_null=True)


class PromptSerializer(serializers.Serializer[Any]):
    """A prompt as it was asked. `about`: the anchor that a guess is about. `tender`: it touches a tender topic, and an
    answer without a sharing choice is private."""

    id = serializers.CharField()
    version = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=PROMPT_KINDS)
    text = serializers.CharField()
    hint = serializers.CharField()
    dimension = serializers.ChoiceField(choices=DIMENSIONS, allow_null=True)
    side = serializers.ChoiceField(choices=["received", "given", "own"], allow_null=True)
    tender = serializers.BooleanField()
    about = serializers.CharField(allow_null=True)


class AnswerSerializer(serializers.Serializer[Any]):
    """One answer. `value` is 1 to 5 for an answered rated prompt or guess, else null."""

    status = serializers.ChoiceField(choices=["answered", "did_not_come_up", "skipped"])
    value = serializers.IntegerField(min_value=1, max_value=5, allow_null=True)
    note = serializers.CharField(max_length=2000, allow_blank=True)
    sharing = serializers.ChoiceField(choices=["share", "private"])


class CheckInSerializer(serializers.Serializer[Any]):
    """A check-in with its prompts, and the viewer's own answers by prompt id. `prompts` replaces the card's number.

    `start_from`: a check-in that the viewer answered alone, whose answers can start the first one together. Else null.
    """

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=CheckIn.State.choices)
    mine = serializers.ChoiceField(choices=["not_started", "draft", "submitted"])
    prompts = PromptSerializer(many=True)
    answered = serializers.IntegerField()
    partner_finished = serializers.BooleanField(allow_null=True)
    revision = serializers.IntegerField()
    answers = serializers.DictField(child=AnswerSerializer())
    start_from = serializers.UUIDField(allow_null=True)


class DraftSerializer(serializers.Serializer[Any]):
    """All answers, and the revision that they started from (0: none yet). `author`: the id of their author, because a
    shared device keeps the words of both."""

    base_revision = serializers.IntegerField(min_value=0, max_value=2**31 - 2)
    answers = serializers.DictField(child=AnswerSerializer())
    author = serializers.UUIDField(required=False, allow_null=True)


class DraftPartSerializer(serializers.Serializer[Any]):
    """Answers to some prompts, by prompt id. Null removes an answer. The rest as in a draft."""

    base_revision = serializers.IntegerField(min_value=0, max_value=2**31 - 2)
    answers = serializers.DictField(child=AnswerSerializer(allow_null=True))
    author = serializers.UUIDField(required=False, allow_null=True)


class SavedSerializer(serializers.Serializer[Any]):
    """The revision to name as the base next time."""

    revision = serializers.IntegerField()
    saved_at = serializers.DateTimeField()


class SubmissionSerializer(serializers.Serializer[Any]):
    """All answers. The client makes `submission_id`; sending it again changes nothing. `author`: as in a draft."""

    submission_id = serializers.UUIDField()
    base_revision = serializers.IntegerField(min_value=0, max_value=2**31 - 2)
    answers = serializers.DictField(child=AnswerSerializer())
    author = serializers.UUIDField(required=False, allow_null=True)


class LatestRevealSerializer(serializers.Serializer[Any]):
    """The latest reveal.

    `looked_at`: the viewer has chosen what to do with one of its topics, or either partner said that they talked.
    """

    id = serializers.UUIDField()
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    looked_at = serializers.BooleanField()


class HomeSerializer(serializers.Serializer[Any]):
    """The state of the week. Both may look at it together.

    `just_for_you`: the latest reveal has an open private card. `/talking-points?own=…` shows it.
    `private_cards`: always empty, for pages that a phone kept from before `just_for_you`.
    """

    now = serializers.DateTimeField()
    space = SpaceSerializer()
    schedule = ScheduleSerializer(allow_null=True)
    check_in = CheckInCardSerializer(allow_null=True)
    next_opens_at = serializers.DateTimeField(allow_null=True)
    latest_reveal = LatestRevealSerializer(allow_null=True)
    open_points = serializers.IntegerField()
    just_for_you = serializers.BooleanField()
    private_cards = serializers.ListField(child=serializers.CharField(), max_length=0)


class BothAnswersSerializer(serializers.Serializer[Any]):
    """One prompt with both answers. A private answer of the partner looks like a skip."""

    prompt = PromptSerializer()
    mine = AnswerSerializer()
    theirs = AnswerSerializer()


class RevealedGuessSerializer(serializers.Serializer[Any]):
    """One partner's guess, with the answer that the other gave."""

    about = serializers.CharField()
    by = serializers.ChoiceField(choices=WHO)
    guessed = serializers.IntegerField()
    answered = serializers.IntegerField()


class RevealSerializer(serializers.Serializer[Any]):
    """What both see once both have submitted: first what went well, then at most two points.

    `revealed_on` is the couple's day. The moment would say when the second of the two submitted.
    """

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    opens_at = serializers.DateTimeField()
    revealed_on = serializers.DateField()
    me = PersonSerializer()
    partner = PersonSerializer()
    strengths = PointSerializer(many=True)
    main = PointSerializer(allow_null=True)
    optional = PointSerializer(allow_null=True)
    answers = BothAnswersSerializer(many=True)
    guesses = RevealedGuessSerializer(many=True)


class HistoryCheckInSerializer(serializers.Serializer[Any]):
    """A past check-in. `here`: it belongs to the present couple, so its reveal can be read again."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    opens_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=CheckIn.State.choices)
    mine = serializers.ChoiceField(choices=["not_started", "draft", "submitted"])
    shared_points = serializers.IntegerField()
    solo = serializers.BooleanField()
    here = serializers.BooleanField()


class LevelPointSerializer(serializers.Serializer[Any]):
    """One check-in of a line. Without a value it is a gap."""

    date = serializers.DateField()
    value = serializers.IntegerField(allow_null=True)


class LevelSerializer(serializers.Serializer[Any]):
    """A dimension's two lines: the viewer's, and the partner's where it was revealed."""

    mine = LevelPointSerializer(many=True)
    theirs = LevelPointSerializer(many=True)


class LevelsSerializer(serializers.Serializer[Any]):
    """A pair of lines per dimension."""

    appreciation = LevelSerializer()
    autonomy = LevelSerializer()
    connection = LevelSerializer()


class HistorySerializer(serializers.Serializer[Any]):
    """A page of the viewer's past check-ins, newest first. Pass `next` as `before` for the next page.

    `levels`, oldest first, are those of the newest 40 check-ins. Later pages have none.
    """

    check_ins = HistoryCheckInSerializer(many=True)
    next = serializers.UUIDField(allow_null=True)
    levels = LevelsSerializer(allow_null=True)
