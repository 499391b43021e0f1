"""Texts of account alerts. Another person who reads them learns nothing about the couple or the answers."""

from __future__ import annotations

import datetime as dt
from typing import cast
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from couples.signals import AccountChange
from notifications.messages.message import Message, topic
from notifications.messages.texts import Words


def compose_alert(
    change: str, *, user_id: UUID, occasion: UUID, language: str, not_after: dt.datetime
) -> Message:
    """Compose the message of an account alert. It contains no person's name, no location and no new e-mail address.

    `change` names what was changed. `occasion` is the id that all alerts about this one change share. The message is
    not delivered after `not_after`.
    """
    return Message(
        about="account",
        user_id=user_id,
        words=words(cast(AccountChange, change), language=language),
        language=language,
        url=f"{settings.ORIGIN}/settings/sign-in",
        topic=topic("account", user_id, occasion),
        not_after=not_after,
        urgency="high",
    )


def words(change: AccountChange, *, language: str) -> Words:
    """Return the texts of one alert, in the receiver's language. The body is short enough for a lock screen."""
    with translation.override(language):
        subject, what = _said(change)
        return Words(
            title=_("Side by Side"),
            body=_("%(what)s If it wasn't you, open “Sign-in and devices”.") % {"what": what},
            subject=subject,
            action=_("Open “Sign-in and devices”"),
        )


def _said(change: AccountChange) -> tuple[str, str]:
    provider = settings.OIDC_NAME or pgettext("instead of a provider's name", "a sign-in provider")
    match change:
        case "signed_in":
            return _("A new sign-in"), _("A new device signed in to your account.")
        case "recovery_code_used":
            return _("A recovery code was used"), _("One of your recovery codes was used.")
        case "recovery_codes_made":
            return _("New recovery codes"), _("You have new recovery codes; the old ones no longer work.")
        case "email_changed":
            return _("Your address was changed"), _("The e-mail address of your account was changed.")
        case "passkey_added":
            return _("A passkey was added"), _("A passkey was added to your account.")
        case "passkey_removed":
            return _("A passkey was removed"), _("A passkey was removed from your account.")
        case "passkey_only_on":
            return _("Sign-in by passkey only"), _("From now on, you can only sign in with a passkey.")
        case "passkey_only_off":
            return _("E-mailed codes work again"), _(
                "From now on, you can sign in with an e-mailed code again."
            )
        case "sign_in_link_made":
            return _("A sign-in link was made"), _(
                "The person who runs this server made a link into your account. It works in 24 hours. "
                "You can cancel it."
            )
        case "provider_connected":
            opened = _("Your account can now be opened by %(provider)s.")
            return _("Another way to sign in"), opened % {"provider": provider}
        case "provider_disconnected":
            closed = _("Your account can no longer be opened by %(provider)s.")
            return _("One way less to sign in"), closed % {"provider": provider}
        case "receiver_added":
            return _("Reminders go to a new device"), _("A new device now gets your reminders.")
        case "calendar_made":
            return _("A new calendar link"), _("A calendar can now follow your check-ins through a new link.")
        case "tells_when_finished":
            # Do not name the choice: another reader of the e-mail should not learn which choices exist.
            return _("A privacy choice was changed"), _("One of your privacy choices was changed.")
