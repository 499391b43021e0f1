"""Tells allauth which provider there is: the one in the settings, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialApp

#: Names the provider in stored connections, whatever its name on the screen.
PROVIDER = "oidc"


def is_on() -> bool:
    """Whether the operator has set a provider up."""
    return bool(settings.OIDC_ISSUER)


class ProviderAdapter(DefaultSocialAccountAdapter):
    """allauth asks its tables for providers. Here the operator's environment alone decides."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Return none: allauth's own routes and answers offer no provider."""
        return []

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        """Return the provider of the settings. Raises ObjectDoesNotExist if there is none."""
        if provider != PROVIDER or not is_on():
            raise ObjectDoesNotExist
        # Imported here: it asks this module whether there is a provider.
        from couples.sign_in.oidc.exchange import configured

        return configured(request)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """No: couples.actions makes the account."""
        return False
