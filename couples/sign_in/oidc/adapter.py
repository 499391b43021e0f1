"""The adapter that tells django-allauth which OpenID Connect provider to use: the provider in the settings, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialApp

#: The provider's id in stored connections. It does not depend on the name that the screens show.
PROVIDER = "oidc"


def is_on() -> bool:
    """Return whether the operator has set up an OpenID Connect provider."""
    return bool(settings.OIDC_ISSUER)


class ProviderAdapter(DefaultSocialAccountAdapter):
    """The adapter that makes django-allauth take the provider from the settings instead of from its own tables."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Return an empty list, so that django-allauth's own pages and responses offer no provider."""
        return []

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        """Return the provider from the settings.

        Raises ObjectDoesNotExist if no provider is set up, or if `provider` is the id of another provider.
        """
        if provider != PROVIDER or not is_on():
            raise ObjectDoesNotExist
        # Imported here, because `exchange` imports this module.
        from couples.sign_in.oidc.exchange import configured

        return configured(request)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Return False, so that django-allauth creates no accounts. `couples.actions` creates them instead."""
        return False
