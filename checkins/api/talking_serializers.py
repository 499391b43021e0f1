"""The API's forms of talking points and the library (see checkins.api.serializers)."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from checkins.models import TalkingPoint, TalkingPointVoice

DIMENSIONS = ["appreciation", "autonomy", "connection"]
WHO = ["me", "partner"]
POINT_KINDS = ["need", "exchange", "perception", "gap", "drift", "strength"]


class PointReasonSerializer(serializers.Serializer[Any]):
    """A reason of the library, in the words that a point shows."""

    key = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    meaning = serializers.CharField()
    not_this = serializers.CharField()
    dimension = serializers.ChoiceField(choices=DIMENSIONS)


class EvidenceSerializer(serializers.Serializer[Any]):
    """One pair of answers behind a point, as given."""

    date = serializers.DateField()
    prompt = serializers.CharField()
    mine = serializers.IntegerField(allow_null=True)
    theirs = serializers.IntegerField(allow_null=True)
    guess = serializers.IntegerField(allow_null=True)
    guess_by = serializers.ChoiceField(choices=WHO, allow_null=True)


class WhySerializer(serializers.Serializer[Any]):
    """Why a point came up: the rule's code, sentences for people, the answers behind it (newest first)."""

    rule = serializers.CharField()
    sentences = serializers.ListField(child=serializers.CharField())
    evidence = EvidenceSerializer(many=True)


class StarterSerializer(serializers.Serializer[Any]):
    """A sentence to begin with. `saved`: on the couple's list. `talked_on`: the day that the two talked about it."""

    key = serializers.CharField()
    text = serializers.CharField()
    saved = serializers.BooleanField()
    talked_on = serializers.DateField(allow_null=True)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Add `for`, which can't be an attribute in Python."""
        return {**super().get_fields(), "for": serializers.ChoiceField(choices=["feels", "listens"])}


class ExperimentSerializer(serializers.Serializer[Any]):
    """Something small to try."""

    key = serializers.CharField()
    text = serializers.CharField()
    minutes = serializers.IntegerField()


class VoiceSerializer(serializers.Serializer[Any]):
    """The choices about a point. `both`: the joint result, once both have chosen.

    `helped` is the viewer's own answer, and `told` whether the partner may see it. `partner_told` is the answer that
    the partner chose to show.
    """

    mine = serializers.ChoiceField(choices=TalkingPointVoice.Choice.choices, allow_null=True)
    both = serializers.ChoiceField(choices=TalkingPointVoice.Choice.choices, allow_null=True)
    talked_on = serializers.DateField(allow_null=True)
    tried_on = serializers.DateField(allow_null=True)
    helped = serializers.ChoiceField(choices=TalkingPointVoice.Helped.choices, allow_null=True)
    told = serializers.BooleanField()
    partner_told = serializers.ChoiceField(choices=TalkingPointVoice.Helped.choices, allow_null=True)


class AnotherWaySerializer(serializers.Serializer[Any]):
    """For the viewer alone, if it helped little or not: something else to try, and the starters of the other role."""

    experiment = ExperimentSerializer(allow_null=True)
    starters = StarterSerializer(many=True)


class PointSerializer(serializers.Serializer[Any]):
    """A talking point, as its viewer sees it. `reason` is null if it rests on an anchor alone."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=POINT_KINDS)
    role = serializers.ChoiceField(choices=TalkingPoint.Role.choices)
    reason = PointReasonSerializer(allow_null=True)
    dimension = serializers.ChoiceField(choices=DIMENSIONS)
    felt_by = serializers.ChoiceField(choices=["me", "partner", "both"])
    headline = serializers.CharField()
    why = WhySerializer()
    starters = StarterSerializer(many=True)
    experiment = ExperimentSerializer(allow_null=True)
    voice = VoiceSerializer()
    another_way = AnotherWaySerializer(allow_null=True)
    recurring = serializers.BooleanField()


class PastPointSerializer(PointSerializer):
    """A point with its check-in."""

    check_in_id = serializers.UUIDField()
    date = serializers.DateField()


class PointPageSerializer(serializers.Serializer[Any]):
    """Past points, newest first. Pass `next` as `before` for the next page."""

    results = PastPointSerializer(many=True)
    next = serializers.IntegerField(allow_null=True)


class PointVoiceSerializer(serializers.Serializer[Any]):
    """The choices about one point."""

    id = serializers.UUIDField()
    voice = VoiceSerializer()


class PointVoicesSerializer(serializers.Serializer[Any]):
    """The choices about the requested points that the viewer may see."""

    results = PointVoiceSerializer(many=True)


class VoiceChoiceSerializer(serializers.Serializer[Any]):
    """Now, later, or not for us."""

    choice = serializers.ChoiceField(choices=TalkingPointVoice.Choice.choices)


class HelpedChoiceSerializer(serializers.Serializer[Any]):
    """Whether talking helped, for the viewer alone."""

    helped = serializers.ChoiceField(choices=TalkingPointVoice.Helped.choices)


class LibraryReasonSerializer(serializers.Serializer[Any]):
    """A reason as a heading of the library."""

    key = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    dimension = serializers.ChoiceField(choices=DIMENSIONS)
    number = serializers.CharField()


class LibraryEntrySerializer(serializers.Serializer[Any]):
    """What the library holds about one reason."""

    reason = LibraryReasonSerializer()
    starters = StarterSerializer(many=True)
    experiments = ExperimentSerializer(many=True)


class LibrarySerializer(serializers.Serializer[Any]):
    """The library of starters."""

    results = LibraryEntrySerializer(many=True)
