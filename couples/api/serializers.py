"""Serializers of people and spaces. A class name without `Serializer` is a type name in the generated client."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from couples.api.zones import TimeZoneField
from couples.models import User
from couples.typed_codes import LONGEST_TYPED


class PersonSerializer(serializers.Serializer[User]):
    """A person, as their partner sees them."""

    display_name = serializers.CharField()


class JoinerSerializer(serializers.Serializer[User]):
    """The person who redeemed the viewer's invitation: enough to tell whether it is the right one."""

    display_name = serializers.CharField()
    #: Such as "b…@e….org".
    masked_email = serializers.CharField()


class SpaceSerializer(serializers.Serializer[Any]):
    """The viewer's space. `closed`: the partner closed the last pair, which the viewer has to acknowledge."""

    state = serializers.ChoiceField(choices=["none", "alone", "paired", "closed"])
    couple_id = serializers.UUIDField(allow_null=True)
    partner = PersonSerializer(allow_null=True)
    since = serializers.DateTimeField(allow_null=True)


class PrivacySerializer(serializers.Serializer[Any]):
    """The viewer's own choices in the current space. The partner sees neither."""

    tender_topics = serializers.BooleanField()
    tell_when_finished = serializers.BooleanField()


class OperatorSerializer(serializers.Serializer[Any]):
    """The operator of this server, and what they could technically read."""

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
    """Changes to the viewer's profile."""

    display_name = serializers.CharField(max_length=60, required=False)
    time_zone = TimeZoneField(use_pytz=False, required=False)
    language = serializers.ChoiceField(choices=[code for code, _name in settings.LANGUAGES], required=False)


class PrivacyChoiceSerializer(serializers.Serializer[Any]):
    """Changes to the viewer's privacy choices."""

    tender_topics = serializers.BooleanField(required=False)
    tell_when_finished = serializers.BooleanField(required=False)


class ErasureSerializer(serializers.Serializer[Any]):
    """The confirmation of erasing, so that no stray request erases anyone."""

    confirm = serializers.ChoiceField(choices=["erase everything"])


class OpenInvitationSerializer(serializers.Serializer[Any]):
    """The viewer's own invitation, without its secrets, which are shown only once."""

    id = serializers.UUIDField()
    expires_at = serializers.DateTimeField()


class PairingSerializer(serializers.Serializer[Any]):
    """The viewer's progress in pairing.

    `invited`: their invitation is open. `asked`: `joiner` redeemed it and waits to be confirmed. `waiting`: the viewer
    redeemed the invitation of `inviter`.
    """

    state = serializers.ChoiceField(choices=["none", "invited", "asked", "waiting"])
    invitation = OpenInvitationSerializer(allow_null=True)
    joiner = JoinerSerializer(allow_null=True)
    inviter = PersonSerializer(allow_null=True)


class NewInvitationSerializer(serializers.Serializer[Any]):
    """An invitation with its secrets, which are shown only now."""

    id = serializers.UUIDField()
    link = serializers.CharField()
    code = serializers.CharField()
    qr_svg = serializers.CharField()
    expires_at = serializers.DateTimeField()


class RedemptionSerializer(serializers.Serializer[Any]):
    """Either the token from a link's fragment or a short code."""

    token = serializers.CharField(max_length=64, required=False)
    code = serializers.CharField(max_length=LONGEST_TYPED, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Raises ValidationError unless exactly one is given."""
        if len(attrs) != 1:
            raise serializers.ValidationError(_("Send either a token or a code."), code="token_or_code")
        return attrs


class InviterSerializer(serializers.Serializer[Any]):
    """The person who made an invitation."""

    inviter = PersonSerializer()


class InvitationChoiceSerializer(serializers.Serializer[Any]):
    """The invitation that the inviter confirms or declines."""

    invitation_id = serializers.UUIDField()


class PairedSerializer(serializers.Serializer[Any]):
    """The result of a confirmation."""

    pairing = PairingSerializer()
    me = MeSerializer()
