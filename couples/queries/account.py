"""Functions that read a person's own account: their profile, their ways to sign in, and their signed-in devices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone

from couples.models import Device, User
from couples.queries.operator import Operator, operator
from couples.queries.provider import SignInProvider, opens_by_provider, sign_in_provider
from couples.queries.spaces import SpaceStatus, members, space_of
from couples.queries.way_in import SignInLink, sign_in_link
from couples.sharing import Sharing
from couples.signed_in import sessions

__all__ = ["Me", "SignInMethods", "SignedInDevice", "devices", "language_of", "me", "sign_in", "this_device"]


@dataclass(frozen=True, slots=True)
class Privacy:
    """The viewer's privacy choices in their current space. The partner sees none of the choices.

    `usual_sharing` says whether the viewer's new answers start as shared or private. It is None if the viewer has not
    chosen.
    """

    tender_topics: bool
    tell_when_finished: bool
    usual_sharing: Sharing | None


@dataclass(frozen=True, slots=True)
class Me:
    """The viewer, with their space, their privacy choices and the operator, who runs the server.

    `mail` says whether this server sends e-mail. `provider` is the name of the OpenID Connect provider, if the server
    has one. `by_provider` says whether the viewer can sign in by this provider, but by neither passkey nor e-mailed
    code. `sign_in_link` is a link into the viewer's account that the operator has made. It is None if there is no such
    link, or if the viewer can sign in by passkey or e-mailed code.
    """

    id: UUID
    email: str | None
    display_name: str
    time_zone: str
    language: str
    needs_name: bool
    has_passkey: bool
    space: SpaceStatus
    privacy: Privacy
    operator: Operator
    mail: bool
    provider: str | None
    by_provider: bool
    sign_in_link: SignInLink | None


@dataclass(frozen=True, slots=True)
class SignedInDevice:
    """A browser in which the viewer is signed in. `here` says whether this request comes from this browser.

    `last_seen` is rounded down to the hour. No IP address is stored.
    """

    id: UUID
    name: str
    first_seen: datetime
    last_seen: datetime
    here: bool


@dataclass(frozen=True, slots=True)
class KeptPasskey:
    """One of the viewer's passkeys."""

    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class SignInMethods:
    """The ways in which the viewer can sign in.

    `passkey_only` says whether e-mailed codes are refused. `provider` is None if the server has no OpenID Connect
    provider.
    """

    email: str | None
    passkey_only: bool
    passkeys: Sequence[KeptPasskey]
    recovery_codes_left: int
    provider: SignInProvider | None


def me(viewer: User) -> Me:
    """Return the viewer with their space.

    The function makes at most five database queries for a viewer without a passkey who can't use e-mailed codes, and
    at most three for everyone else. In a home edition, one more is made for a viewer with the operator's name.
    """
    mine, partner = members(viewer)
    has_passkey = Authenticator.objects.filter(user=viewer, type=Authenticator.Type.WEBAUTHN).exists()
    needs_link = not has_passkey and not viewer.takes_codes
    return Me(
        id=viewer.id,
        email=viewer.email,
        display_name=viewer.display_name,
        time_zone=str(viewer.time_zone),
        language=viewer.language,
        needs_name=not viewer.display_name,
        has_passkey=has_passkey,
        space=space_of(viewer, mine, partner),
        privacy=Privacy(
            tender_topics=mine is not None and mine.tender_topics,
            tell_when_finished=mine is not None and mine.tell_when_finished,
            usual_sharing=cast(Sharing | None, (mine and mine.usual_sharing) or None),
        ),
        operator=operator(viewer),
        mail=settings.MAIL,
        provider=settings.OIDC_NAME or None,
        by_provider=needs_link and opens_by_provider(viewer),
        sign_in_link=sign_in_link(viewer, now=timezone.now()) if needs_link else None,
    )


def language_of(user_id: UUID) -> str:
    """Return the language in which to write to this person. If they were erased, return the app's default language."""
    found = User.objects.filter(pk=user_id).values_list("language", flat=True).first()
    return found or settings.LANGUAGE_CODE


def devices(viewer: User, *, session_key: str | None, now: datetime) -> list[SignedInDevice]:
    """Return the viewer's devices: this request's device first, then the others, most recently seen first."""
    here = sessions.stored_key(session_key) if session_key else ""
    live = Device.objects.filter(user=viewer, session__expire_date__gt=now).order_by(
        "-last_seen", "-first_seen"
    )
    found = [
        SignedInDevice(one.id, one.name, one.first_seen, one.last_seen, here=one.session_id == here)
        for one in live
    ]
    return sorted(found, key=lambda one: not one.here)


def this_device(viewer: User, *, session_key: str | None) -> Device | None:
    """Return the viewer's device with this session, or None if the session belongs to no device of the viewer."""
    kept = sessions.stored_key(session_key) if session_key else ""
    return Device.objects.filter(user=viewer, session_id=kept).first()


def sign_in(viewer: User) -> SignInMethods:
    """Return the ways in which the viewer can sign in. Their passkeys are listed oldest first."""
    passkeys, left = [], 0
    for one in Authenticator.objects.filter(user=viewer).order_by("pk"):
        if one.type == Authenticator.Type.WEBAUTHN:
            passkeys.append(KeptPasskey(one.pk, one.wrap().name, one.created_at, one.last_used_at))
        elif one.type == Authenticator.Type.RECOVERY_CODES:
            left = len(one.wrap().get_unused_codes())
    return SignInMethods(viewer.email, viewer.passkey_only, passkeys, left, sign_in_provider(viewer))
