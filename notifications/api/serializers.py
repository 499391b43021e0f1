"""The serializers of reminders, preferences and browsers."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from notifications.channels import encryption
from notifications.channels.endpoints import endpoint_allowed
from notifications.models import Preference, PushSubscription
from notifications.planning.kinds import KINDS
from notifications.planning.snooze_times import WAITS


class KindsField(serializers.DictField):
    """Map from each reminder kind to whether the viewer wants it. A change may leave kinds out."""

    child = serializers.BooleanField()

    def to_internal_value(self, data: Any) -> dict[str, bool]:
        """Refuse reminder kinds that do not exist."""
        chosen: dict[str, bool] = super().to_internal_value(data)
        if unknown := sorted(chosen.keys() - KINDS.keys()):
            said = ErrorDetail(str(_("There is no such reminder.")), code="unknown_kind")
            raise serializers.ValidationError({kind: [said] for kind in unknown})
        return chosen


class PreferencesSerializer(serializers.ModelSerializer[Preference]):
    """How the viewer wants to be reminded. The partner learns neither these choices nor which reminders were sent.

    `email`: an e-mail is sent if no push arrives. `email_too`: with `email`, an e-mail is sent even if a push arrives.
    `quiet_from`, `quiet_to`: wall-clock times in the viewer's current time zone.
    `kinds`: the kinds of reminders. `GET notifications/preview` returns a description and the texts of each kind.
    """

    quiet_from = serializers.TimeField(format="%H:%M", input_formats=["%H:%M"], help_text="e.g. 22:00")
    quiet_to = serializers.TimeField(
        format="%H:%M", input_formats=["%H:%M"], help_text="e.g. 08:00; equal to quiet_from: no quiet hours"
    )
    at_most = serializers.ChoiceField(
        choices=[1, 2, 3],
        help_text="how many that ask for answers one check-in may bring; two channels count once",
    )

    kinds = KindsField(help_text="each kind of reminder: whether it is on")

    class Meta:
        model = Preference
        fields = (
            "push", "email", "email_too", "mail_returned_at", "quiet_from", "quiet_to", "text", "at_most", "kinds",
        )  # fmt: skip
        # A response always contains them. A PATCH may leave any of them out.
        extra_kwargs = {
            name: {"required": True}
            for name in set(fields) - {"quiet_from", "quiet_to", "at_most", "kinds", "mail_returned_at"}
        }
        # The server clears it when the person turns `email` on, because they may have repaired their mailbox.
        read_only_fields = ("mail_returned_at",)


class PreviewTextSerializer(serializers.Serializer[Any]):
    """Title and body of a reminder on the lock screen."""

    title = serializers.CharField()
    body = serializers.CharField()


class KindPreviewSerializer(serializers.Serializer[Any]):
    """One reminder kind: when people get it, the texts of its switch in the settings, and its lock-screen texts."""

    asks_for_answers = serializers.BooleanField(
        help_text="ends when the viewer submits; the others come after"
    )
    needs_partner = serializers.BooleanField(help_text="a person who answers alone never gets it")
    name = serializers.CharField(help_text="of its switch, in the language of the request")
    hint = serializers.CharField(allow_blank=True, help_text="below the switch; may be empty")
    generic = PreviewTextSerializer()
    warm = PreviewTextSerializer()


class PreviewSerializer(serializers.Serializer[Any]):
    """Every kind of reminder, in the order in which the settings page lists them."""

    kinds = serializers.DictField(child=KindPreviewSerializer())


class SnoozeSerializer(serializers.Serializer[Any]):
    """How long a reminder is put off: two hours, or until tomorrow."""

    wait = serializers.ChoiceField(choices=WAITS)


class VapidSerializer(serializers.Serializer[Any]):
    """This server's public VAPID key, which identifies it to push services. Browsers need it to subscribe to pushes."""

    public_key = serializers.CharField(help_text="base64url, uncompressed point")


class SubscriptionSerializer(serializers.ModelSerializer[PushSubscription]):
    """A browser in which the viewer receives pushes."""

    class Meta:
        model = PushSubscription
        fields = ("id", "label", "created_at")
        read_only_fields = fields


class SubscriptionKeysSerializer(serializers.Serializer[Any]):
    """The public key and the secret of a browser's push subscription, both base64url-encoded."""

    p256dh = serializers.CharField(max_length=128)
    auth = serializers.CharField(max_length=64)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse keys that can't be used to encrypt a message."""
        try:
            encryption.keys(attrs["p256dh"], attrs["auth"])
        except ValueError:
            said = _("These are not a browser's push keys.")
            raise serializers.ValidationError(said, code="keys_unusable") from None
        return attrs


class NewSubscriptionSerializer(serializers.Serializer[Any]):
    """A push subscription as the browser's `PushSubscription.toJSON()` returns it, with a name for the browser."""

    endpoint = serializers.CharField(max_length=1024)
    keys = SubscriptionKeysSerializer()
    # It does not hide the `label` attribute of a serializer: the metaclass removes declared fields from the class.
    label = serializers.CharField(  # type: ignore[assignment]
        max_length=60, required=False, allow_blank=True, default=""
    )

    def validate_endpoint(self, value: str) -> str:
        """Refuse a URL that belongs to no known push service."""
        if not endpoint_allowed(value):
            raise serializers.ValidationError(
                _("This is not a push service's address."), code="endpoint_refused"
            )
        return value


class TestSentSerializer(serializers.Serializer[Any]):
    """Result of sending a test message: number of accepted pushes, and whether the mail server accepted the e-mail."""

    push = serializers.IntegerField()
    email = serializers.BooleanField()
