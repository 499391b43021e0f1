"""Receivers of the signals that Django and django-allauth send when someone signs in or changes how they sign in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from couples import actions
from couples.models import User
from couples.sign_in import allauth_internals
from couples.signed_in.sessions import SessionStore

# Django's receiver would overwrite `last_login` before ours reads it to find out whether this is the first sign-in.
user_logged_in.disconnect(dispatch_uid="update_last_login")


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    now = timezone.now()
    age, unused = (
        (settings.STAFF_SESSION_AGE, settings.STAFF_SESSION_UNUSED_AGE)
        if user.is_staff
        else (settings.SESSION_COOKIE_AGE, settings.SESSION_UNUSED_AGE)
    )
    # Until now, the session had the short lifetime of an unfinished sign-in.
    cast(SessionStore, request.session).expire_at(now + timedelta(seconds=age), unused=unused)
    if not request.session.session_key:
        request.session.create()
    key, agent = str(request.session.session_key), request.META.get("HTTP_USER_AGENT", "")
    actions.note_sign_in(user, session_key=key, user_agent=agent, now=now)


@receiver(authenticator_added)
def _passkey_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    # The first recovery codes come with the first passkey and need no alert of their own.
    if authenticator.type == Authenticator.Type.WEBAUTHN:
        key, now = request.session.session_key, timezone.now()
        actions.send_account_alert(user, "passkey_added", session_key=key, now=now)
        actions.passkey_arrived(user, session_key=key, now=now)
        # Without this, the person would have to use the passkey again to see their recovery codes.
        allauth_internals.record_new_passkey(request, user, authenticator)


@receiver(authenticator_removed)
def _passkey_removed(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.WEBAUTHN:
        actions.send_account_alert(
            user, "passkey_removed", session_key=request.session.session_key, now=timezone.now()
        )


@receiver(authenticator_reset)
def _recovery_codes_made(request: HttpRequest, user: User, **_: Any) -> None:
    actions.send_account_alert(
        user, "recovery_codes_made", session_key=request.session.session_key, now=timezone.now()
    )


@receiver(authenticator_used)
def _recovery_code_used(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        actions.send_account_alert(
            user, "recovery_code_used", session_key=request.session.session_key, now=timezone.now()
        )
