"""Reads about the OpenID Connect provider and the accounts that it opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from couples.models import User
from couples.sign_in.oidc.adapter import PROVIDER, is_on


@dataclass(frozen=True, slots=True)
class SignInProvider:
    """The provider that people can sign in by. `connected`: it opens the viewer's account."""

    name: str
    connected: bool


@dataclass(frozen=True, slots=True)
class ProviderConnection:
    """An identity at a provider, now or formerly the server's, that opens the viewer's account."""

    issuer: str
    since: datetime


def sign_in_provider(viewer: User) -> SignInProvider | None:
    """Return the provider, or None if this server has none."""
    if not is_on():
        return None
    return SignInProvider(settings.OIDC_NAME, connected=opens_by_provider(viewer))


def opens_by_provider(viewer: User) -> bool:
    """Whether the provider that this server has now opens the viewer's account."""
    return is_on() and any(one.issuer == settings.OIDC_ISSUER for one in provider_connections(viewer))


def provider_connections(viewer: User) -> Sequence[ProviderConnection]:
    """Return the viewer's connections, also those with a provider that this server had before."""
    kept = SocialAccount.objects.filter(user=viewer, provider=PROVIDER).order_by("pk")
    return [ProviderConnection(one.extra_data.get("issuer", ""), one.date_joined) for one in kept]
