"""Talking points and the library on the wire (see checkins.api.serializers)."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from checkins.models import TalkingPoint, TalkingPointVoice

DIMENSIONS = ["appreciation", "autonomy", "connection"]
WHO = ["me", "partner"]
POINT_KINDS = ["need", "exchange", "perception", "gap", "drift", "strength"]


class PointReason(serializers.Serializer[Any]):
    """A reason of the library, in the words that are shown with a point."""

    key = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    meaning = serializers.CharField()
    not_this = serializers.CharField()
    dimension = serializers.ChoiceField(choices=DIMENSIONS)


class Evidence(serializers.Serializer[Any]):
    """One pair of answers behind a point, as given."""

    date = serializers.DateField()
    prompt = serializers.CharField()
    mine = serializers.IntegerField(allow_null=True)
    theirs = serializers.IntegerField(allow_null=True)
    guess = serializers.IntegerField(allow_null=True)
    guess_by = serializers.ChoiceField(choices=WHO, allow_null=True)


class Why(serializers.Serializer[Any]):
    """Why a point came up: the rule's code, sentences for people, the answers behind it (newest first)."""

    rule = serializers.CharField()
    sentences = serializers.ListField(child=serializers.CharField())
    evidence = Evidence(many=True)


class Starter(serializers.Serializer[Any]):
    """A sentence to begin with. `saved`: on the couple's list; `talked_on`: the day that the two talked about it."""

    key = serializers.CharField()
    text = serializers.CharField()
    saved = serializers.BooleanField()
    talked_on = serializers.DateField(allow_null=True)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Add `for`, which Python does not let be an attribute."""
        return {**super().get_fields(), "for": serializers.ChoiceField(choices=["feels", "listens"])}


class Experiment(serializers.Serializer[Any]):
    """Something small to try."""

    key = serializers.CharField()
    text = serializers.CharField()
    minutes = serializers.IntegerField()


class Voice(serializers.Serializer[Any]):
    """What was said of a point. `both`: what the two choices come to, once both have chosen.

    `helped` is one's own, and `told` whether the partner may know; `partner_told` is what the partner told on purpose.
    """

    mine = serializers.ChoiceField(choices=TalkingPointVoice.Choice.choices, allow_null=True)
    both = serializers.ChoiceField(choices=TalkingPointVoice.Choice.choices, allow_null=True)
    talked_on = serializers.DateField(allow_null=True)
    tried_on = serializers.DateField(allow_null=True)
    helped = serializers.ChoiceField(choices=TalkingPointVoice.Helped.choices, allow_null=True)
    told = serializers.BooleanField()
    partner_told = serializers.ChoiceField(choices=TalkingPointVoice.Helped.choices, allow_null=True)


class AnotherWay(serializers.Serializer[Any]):
    """For the one alone to whom it helped little or not: something else to try, and the words of the other role."""

    experiment = Experiment(allow_null=True)
    starters = Starter(many=True)


class Point(serializers.Serializer[Any]):
    """A talking point, as its viewer sees it. `reason` is null where it rests on an anchor alone."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=POINT_KINDS)
    role = serializers.ChoiceField(choices=TalkingPoint.Role.choices)
    reason = PointReason(allow_null=True)
    dimension = serializers.ChoiceField(choices=DIMENSIONS)
    felt_by = serializers.ChoiceField(choices=["me", "partner", "both"])
    headline = serializers.CharField()
    why = Why()
    starters = Starter(many=True)
    experiment = Experiment(allow_null=True)
    voice = Voice()
    another_way = AnotherWay(allow_null=True)
    recurring = serializers.BooleanField()


class PastPoint(Point):
    """A point with the check-in that it came from."""

    check_in_id = serializers.UUIDField()
    date = serializers.DateField()


class PointPage(serializers.Serializer[Any]):
    """Past points, newest first. `next` is to be passed as `before`."""

    results = PastPoint(many=True)
    next = serializers.IntegerField(allow_null=True)


class PointVoice(serializers.Serializer[Any]):
    """What was said of one point."""

    id = serializers.UUIDField()
    voice = Voice()


class PointVoices(serializers.Serializer[Any]):
    """What was said of the points that one asked for, as far as they are there."""

    results = PointVoice(many=True)


class VoiceChoice(serializers.Serializer[Any]):
    """Now, later, or not for us."""

    choice = serializers.ChoiceField(choices=TalkingPointVoice.Choice.choices)


class HelpedChoice(serializers.Serializer[Any]):
    """Whether talking helped, for oneself alone."""

    helped = serializers.ChoiceField(choices=TalkingPointVoice.Helped.choices)


class LibraryReason(serializers.Serializer[Any]):
    """A reason as a heading of the library."""

    key = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    dimension = serializers.ChoiceField(choices=DIMENSIONS)
    number = serializers.CharField()


class LibraryEntry(serializers.Serializer[Any]):
    """What the library holds about one reason."""

    reason = LibraryReason()
    starters = Starter(many=True)
    experiments = Experiment(many=True)


class Library(serializers.Serializer[Any]):
    """The library of starters."""

    results = LibraryEntry(many=True)
