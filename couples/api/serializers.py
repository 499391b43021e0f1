"""The forms of people and spaces on the wire. A class name here is a type name in the generated client."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from couples.api.zones import TimeZoneField
from couples.models import User
from couples.typed_codes import LONGEST_TYPED


class PersonSerializer(serializers.Serializer[User]):
    """Somebody, as their partner sees them."""

    display_name = serializers.CharField()


class JoinerSerializer(serializers.Serializer[User]):
    """Who redeemed the viewer's invitation: enough to tell whether it is the right person."""

    display_name = serializers.CharField()
    #: Such as "b…@e….org".
    masked_email = serializers.CharField()


class SpaceSerializer(serializers.Serializer[Any]):
    """Where the viewer stands. `closed`: the other closed the last pair, to be acknowledged."""

    state = serializers.ChoiceField(choices=["none", "alone", "paired", "closed"])
    couple_id = serializers.UUIDField(allow_null=True)
    partner = PersonSerializer(allow_null=True)
    since = serializers.DateTimeField(allow_null=True)


class PrivacySerializer(serializers.Serializer[Any]):
    """The viewer's own choices in the present space. The partner sees neither."""

    tender_topics = serializers.BooleanField()
    tell_when_finished = serializers.BooleanField()


class OperatorSerializer(serializers.Serializer[Any]):
    """Who runs this server, and what that means."""

    name = serializers.CharField()
    statement = serializers.CharField()


class MeSerializer(serializers.Serializer[Any]):
    """The viewer."""

    id = serializers.UUIDField()
    email = serializers.EmailField()
    display_name = serializers.CharField()
    time_zone = TimeZoneField(use_pytz=False)
    language = serializers.CharField()
    needs_name = serializers.BooleanField()
    has_passkey = serializers.BooleanField()
    space = SpaceSerializer()
    privacy = PrivacySerializer()
    operator = OperatorSerializer()


class ProfileSerializer(serializers.Serializer[Any]):
    """What a person changes about themselves."""

    display_name = serializers.CharField(max_length=60, required=False)
    time_zone = TimeZoneField(use_pytz=False, required=False)
    language = serializers.ChoiceField(choices=[code for code, _name in settings.LANGUAGES], required=False)


class PrivacyChoiceSerializer(serializers.Serializer[Any]):
    """What a person changes about their privacy."""

    tender_topics = serializers.BooleanField(required=False)
    tell_when_finished = serializers.BooleanField(required=False)


class ErasureSerializer(serializers.Serializer[Any]):
    """The second tap, as the server sees it: nobody erases themselves by a stray request."""

    confirm = serializers.ChoiceField(choices=["erase everything"])


class OpenInvitationSerializer(serializers.Serializer[Any]):
    """The viewer's own invitation, without its secrets: those are shown once."""

    id = serializers.UUIDField()
    expires_at = serializers.DateTimeField()


class PairingSerializer(serializers.Serializer[Any]):
    """What the viewer has to do to pair.

    `invited`: theirs is open. `asked`: `joiner` redeemed it and waits to be confirmed. `waiting`: they redeemed
    the invitation of `inviter`.
    """

    state = serializers.ChoiceField(choices=["none", "invited", "asked", "waiting"])
    invitation = OpenInvitationSerializer(allow_null=True)
    joiner = JoinerSerializer(allow_null=True)
    inviter = PersonSerializer(allow_null=True)


class NewInvitationSerializer(serializers.Serializer[Any]):
    """An invitation with its secrets, shown this once."""

    id = serializers.UUIDField()
    link = serializers.CharField()
    code = serializers.CharField()
    qr_svg = serializers.CharField()
    expires_at = serializers.DateTimeField()


class RedemptionSerializer(serializers.Serializer[Any]):
    """The token of a link's fragment, or a short code: one of the two."""

    token = serializers.CharField(max_length=64, required=False)
    code = serializers.CharField(max_length=LONGEST_TYPED, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Raises ValidationError unless exactly one is given."""
        if len(attrs) != 1:
            raise serializers.ValidationError(_("Send either a token or a code."), code="token_or_code")
        return attrs


class InviterSerializer(serializers.Serializer[Any]):
    """Who made an invitation."""

    inviter = PersonSerializer()


class InvitationChoiceSerializer(serializers.Serializer[Any]):
    """Which invitation the inviter answers for."""

    invitation_id = serializers.UUIDField()


class PairedSerializer(serializers.Serializer[Any]):
    """What has come of a confirmation."""

    pairing = PairingSerializer()
    me = MeSerializer()
