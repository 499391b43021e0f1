"""Serializers that parse the bodies of requests about people and spaces."""

from __future__ import annotations

from typing import Any, get_args

from django.conf import settings
from django.core.exceptions import ValidationError as DjangoValidationError
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from couples.api.zones import TimeZoneField
from couples.encryption import pocket
from couples.sharing import Sharing
from couples.typed import addresses
from couples.typed.typed_codes import LONGEST_TYPED
from couples.typed.whole_text import whole_text


class ProfileSerializer(serializers.Serializer[Any]):
    """Changes to the viewer's profile."""

    display_name = serializers.CharField(max_length=60, required=False)
    time_zone = TimeZoneField(use_pytz=False, required=False)


class LanguageSerializer(serializers.Serializer[Any]):
    """The language that was chosen."""

    language = serializers.ChoiceField(choices=[code for code, _name in settings.LANGUAGES])


class PrivacyChoiceSerializer(serializers.Serializer[Any]):
    """Changes to the viewer's privacy choices."""

    tender_topics = serializers.BooleanField(required=False)
    tell_when_finished = serializers.BooleanField(required=False)
    usual_sharing = serializers.ChoiceField(choices=get_args(Sharing), required=False)


class ErasureSerializer(serializers.Serializer[Any]):
    """The confirmation that the viewer wants to be erased, so that no accidental request erases anyone."""

    confirm = serializers.ChoiceField(choices=["erase everything"])


class RedemptionSerializer(serializers.Serializer[Any]):
    """Either the token from a link's fragment or a short code."""

    token = serializers.CharField(max_length=64, required=False)
    code = serializers.CharField(max_length=LONGEST_TYPED, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Check the two fields. Raises ValidationError unless exactly one of `token` and `code` is given."""
        if len(attrs) != 1:
            raise serializers.ValidationError(_("Send either a token or a code."), code="token_or_code")
        return attrs


class LinkSerializer(serializers.Serializer[Any]):
    """The token from the fragment of a link that leads into an account."""

    token = serializers.CharField(max_length=64)


class NewAccountSerializer(serializers.Serializer[Any]):
    """The token of a set-up link or an invitation, and the name and time zone of the person who opened it."""

    token = serializers.CharField(max_length=64)
    display_name = serializers.CharField(max_length=60)
    time_zone = TimeZoneField(use_pytz=False)


class InvitationChoiceSerializer(serializers.Serializer[Any]):
    """The invitation that the inviter confirms or declines."""

    invitation_id = serializers.UUIDField()


class AddressField(serializers.EmailField):
    """An e-mail address that is normalised when it is parsed."""

    def to_internal_value(self, data: Any) -> str:
        """Return the normalised address. Raises ValidationError (`invalid`)."""
        try:
            return addresses.normal(super().to_internal_value(data))
        except DjangoValidationError:
            self.fail("invalid")


class SignInChoiceSerializer(serializers.Serializer[Any]):
    """A change to how the viewer signs in."""

    passkey_only = serializers.BooleanField()


class NewAddressSerializer(serializers.Serializer[Any]):
    """The e-mail address that will replace the current one."""

    email = AddressField()


class AddressCodeSerializer(serializers.Serializer[Any]):
    """The code that was sent to the new address."""

    code = serializers.CharField(max_length=LONGEST_TYPED)


class WordsField(serializers.CharField):
    """Text that a person wrote. Broken characters are replaced, so that the rest of the text can be stored."""

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """Return the cleaned text. Raises ValidationError (`blank`, `max_length`)."""
        return super().run_validation(whole_text(data) if isinstance(data, str) else data)


class PocketNoteSerializer(serializers.Serializer[Any]):
    """A private note. `written_at`: when the note was written on the phone, which may have been offline then."""

    text = WordsField(max_length=pocket.LONGEST)
    written_at = serializers.DateTimeField()
