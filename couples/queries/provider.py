"""Functions that read the OpenID Connect provider of this server, and the viewer's connections with providers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from couples.models import User
from couples.sign_in.oidc.adapter import PROVIDER, is_on

__all__ = [
    "ProviderConnection",
    "SignInProvider",
    "opens_by_provider",
    "provider_connections",
    "sign_in_provider",
]


@dataclass(frozen=True, slots=True)
class SignInProvider:
    """The OpenID Connect provider with which people can sign in at this server.

    `connected` says whether the viewer's account is connected to it.
    """

    name: str
    connected: bool


@dataclass(frozen=True, slots=True)
class ProviderConnection:
    """A connection of the viewer's account with an OpenID Connect provider, now or formerly used by this server."""

    issuer: str
    since: datetime


def sign_in_provider(viewer: User) -> SignInProvider | None:
    """Return the OpenID Connect provider of this server, or None if it has none."""
    if not is_on():
        return None
    return SignInProvider(settings.OIDC_NAME, connected=opens_by_provider(viewer))


def opens_by_provider(viewer: User) -> bool:
    """Return whether the viewer can sign in with the OpenID Connect provider that this server uses at present."""
    return is_on() and any(one.issuer == settings.OIDC_ISSUER for one in provider_connections(viewer))


def provider_connections(viewer: User) -> Sequence[ProviderConnection]:
    """Return the viewer's connections with OpenID Connect providers, including former providers of this server."""
    kept = SocialAccount.objects.filter(user=viewer, provider=PROVIDER).order_by("pk")
    return [ProviderConnection(one.extra_data.get("issuer", ""), one.date_joined) for one in kept]
