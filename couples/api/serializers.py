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
    """The language that the sender of the request chooses for the app."""

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
    """The secret of an invitation: either the token from its link (after the #) or its short code."""

    token = serializers.CharField(max_length=64, required=False)
    code = serializers.CharField(max_length=LONGEST_TYPED, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Require exactly one of `token` and `code`. Raises ValidationError otherwise."""
        if len(attrs) != 1:
            raise serializers.ValidationError(_("Send either a token or a code."), code="token_or_code")
        return attrs


class LinkSerializer(serializers.Serializer[Any]):
    """The token from a link that leads into an account. In the link, the token stands after the #."""

    token = serializers.CharField(max_length=64)


class NewAccountSerializer(serializers.Serializer[Any]):
    """Data for a new account: the token of a set-up link or an invitation, and the person's name and time zone."""

    token = serializers.CharField(max_length=64)
    display_name = serializers.CharField(max_length=60)
    time_zone = TimeZoneField(use_pytz=False)


class InvitationChoiceSerializer(serializers.Serializer[Any]):
    """The invitation that the inviter confirms or declines."""

    invitation_id = serializers.UUIDField()


class AddressField(serializers.EmailField):
    """An e-mail address. Different spellings of the same address are parsed to one normal form."""

    def to_internal_value(self, data: Any) -> str:
        """Return the normal form of the address. Raises ValidationError (`invalid`) if `data` is no e-mail address."""
        try:
            return addresses.normal(super().to_internal_value(data))
        except DjangoValidationError:
            self.fail("invalid")


class SignInChoiceSerializer(serializers.Serializer[Any]):
    """The viewer's choice to sign in by passkey only, or also by an e-mailed code."""

    passkey_only = serializers.BooleanField()


class NewAddressSerializer(serializers.Serializer[Any]):
    """The e-mail address that will replace the current one."""

    email = AddressField()


class AddressCodeSerializer(serializers.Serializer[Any]):
    """The code that the server sent to the viewer's new e-mail address."""

    code = serializers.CharField(max_length=LONGEST_TYPED)


class WordsField(serializers.CharField):
    """Text that a person wrote. Characters that can't be stored, such as half an emoji, are removed or replaced."""

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """Return the text with control characters removed and broken characters replaced.

        Tabs and line breaks stay, except at the ends of the text, where all white space is removed. Raises
        ValidationError if the text is empty (`blank`) or too long (`max_length`).
        """
        return super().run_validation(whole_text(data) if isinstance(data, str) else data)


class PocketNoteSerializer(serializers.Serializer[Any]):
    """A private note. `written_at`: when the note was written on the phone, maybe long before the request."""

    text = WordsField(max_length=pocket.LONGEST)
    written_at = serializers.DateTimeField()
