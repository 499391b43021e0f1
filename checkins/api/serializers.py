"""Serializers that describe and parse the request bodies and query strings about check-ins.

The bodies of HTTP responses are dataclasses, most of them in `checkins.queries`.
"""

from __future__ import annotations

from typing import Any, get_args

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from checkins.answering.answers import NOTE_LIMIT, AnswerStatus
from checkins.talking.points import Helped, WhenToTalk, Who
from checkins.talking.turns import LONGEST, TURNS, TurnPhase
from couples.api.zones import TimeZoneField
from couples.sharing import Sharing

#: Most points that one request may ask for.
MOST_POINTS = 40
#: Longest raw text of a proposal. It is longer than an agreement may be, because `checkins.talking.agreements` checks
#: the length after cleaning the text.
MOST_TYPED = 2_000


class ScheduleChangeSerializer(serializers.Serializer[Any]):
    """The couple's new schedule."""

    cadence_weeks = serializers.ChoiceField(choices=[1, 2])
    weekday = serializers.IntegerField(min_value=0, max_value=6)
    local_time = serializers.TimeField(format="%H:%M", input_formats=["%H:%M", "%H:%M:%S"])
    time_zone = TimeZoneField(use_pytz=False)
    window_hours = serializers.IntegerField(min_value=24, max_value=144, required=False)


class AnswerSerializer(serializers.Serializer[Any]):
    """One answer to a prompt.

    `value`: the number on the scale, 1 to 5. For the question "Keep it?", 5 is yes and 1 is no. Null for a skip, for
    "didn't come up", and for a prompt that is answered in words.
    """

    status = serializers.ChoiceField(choices=get_args(AnswerStatus))
    value = serializers.IntegerField(min_value=1, max_value=5, allow_null=True)
    note = serializers.CharField(max_length=NOTE_LIMIT, allow_blank=True)
    sharing = serializers.ChoiceField(choices=get_args(Sharing))
    talk = serializers.BooleanField(
        required=False,
        help_text="The author would like to talk about the note. It counts only if it is shared.",
    )


@extend_schema_field(serializers.DictField(child=AnswerSerializer()))
class AnswersField(serializers.Field[Any, Any, Any, Any]):
    """Answers by prompt id, not yet checked. `checkins.answering.answers` checks them against the asked prompts."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the answers unchanged, as the client sent them."""
        return data


@extend_schema_field(serializers.DictField(child=AnswerSerializer(allow_null=True)))
class SomeAnswersField(AnswersField):
    """Answers to some of the prompts, by prompt id. A null removes the answer to that prompt."""


class DraftSerializer(serializers.Serializer[Any]):
    """All answers of a draft. `base_revision`: the revision that the client started from (0: no draft yet).

    `author`: the id of the person who wrote the answers. A shared device may keep unsent answers of both partners.
    """

    base_revision = serializers.IntegerField(min_value=0, max_value=2**31 - 2)
    answers = AnswersField()
    author = serializers.UUIDField(required=False, allow_null=True)


class DraftPartSerializer(DraftSerializer):
    """Answers to some of the prompts of a draft, by prompt id. A null removes the answer to that prompt.

    The other fields are those of `DraftSerializer`.
    """

    answers = SomeAnswersField()


class SubmissionSerializer(DraftSerializer):
    """All answers of a submission. The client makes `submission_id`, and a second request with this id changes nothing.

    The other fields are those of `DraftSerializer`.
    """

    submission_id = serializers.UUIDField()


class HistoryPageSerializer(serializers.Serializer[Any]):
    """Query parameters that select a page of the history."""

    before = serializers.UUIDField(required=False, help_text="The `next` of an earlier page.")


class JarPageSerializer(serializers.Serializer[Any]):
    """Query parameters that select a page of the jar."""

    before = serializers.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, help_text="The `next` of an earlier page."
    )


class PointPageSerializer(serializers.Serializer[Any]):
    """Query parameters that select a page of past topics, or the topics of one check-in (`own`)."""

    before = serializers.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, help_text="The `next` of an earlier page."
    )
    own = serializers.UUIDField(
        required=False, help_text="A check-in: its topics, with what only the viewer may read."
    )


class PointIdsSerializer(serializers.Serializer[Any]):
    """Query parameters that select talking points by id."""

    id = serializers.ListField(child=serializers.UUIDField(), max_length=MOST_POINTS, default=list)


class StarterFilterSerializer(serializers.Serializer[Any]):
    """Query parameters that select starters."""

    saved = serializers.BooleanField(default=False, help_text="Only the couple's own list.")


class VoiceChoiceSerializer(serializers.Serializer[Any]):
    """A partner's choice about a talking point: now, later, or not for us."""

    choice = serializers.ChoiceField(choices=get_args(WhenToTalk))


class TurnsSerializer(serializers.Serializer[Any]):
    """The next step of a guided conversation, in which the partners speak in turns.

    `base_revision`: the revision of the step that the client started from (0: none stored yet).
    `left`: how many seconds of the step's suggested time are left, null if no time is suggested for the step.
    The partners can pause the conversation, which stops this countdown. `pause`: how many seconds of the suggested
    time for the pause are left, null if the conversation is not paused.
    """

    base_revision = serializers.IntegerField(min_value=0, max_value=2**31 - 2)
    phase = serializers.ChoiceField(choices=get_args(TurnPhase))
    turn = serializers.IntegerField(min_value=min(TURNS), max_value=max(TURNS))
    speaks = serializers.ChoiceField(choices=get_args(Who))
    left = serializers.IntegerField(min_value=0, max_value=LONGEST, allow_null=True)
    pause = serializers.IntegerField(min_value=0, max_value=LONGEST, allow_null=True)


class HelpedChoiceSerializer(serializers.Serializer[Any]):
    """The viewer's private answer to "Did it help?", after the couple has talked about a topic."""

    helped = serializers.ChoiceField(choices=get_args(Helped))


class ProposalSerializer(serializers.Serializer[Any]):
    """A proposed agreement: one sentence of at most 200 characters. The client makes `id`."""

    id = serializers.UUIDField()
    text = serializers.CharField(trim_whitespace=False, allow_blank=True, max_length=MOST_TYPED)
