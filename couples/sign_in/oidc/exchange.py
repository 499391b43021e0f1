"""Talk to the OpenID Connect provider through django-allauth: send people there, and identify them when they return.

django-allauth makes and stores the `state`, and exchanges the code with PKCE. This module adds five checks. The
provider's configuration must name OIDC_ISSUER. A callback that names an issuer must name OIDC_ISSUER too. A nonce ties
the ID token to this sign-in. A callback is accepted only once. The ID token is checked in full (see `tokens`).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from couples.sign_in import allauth_internals
from couples.sign_in.oidc import tokens
from couples.sign_in.oidc.adapter import PROVIDER

#: Path to which the provider sends people back. The operator registers its address at the provider.
CALLBACK = "/_allauth/oidc/callback"
#: Seconds within which a person has to come back. allauth keeps the state as long.
BACK_WITHIN = 600


class ProviderAway(Exception):
    """Raised when the provider can't be reached, or when its response is not in the expected form."""


class ProviderCancelled(Exception):
    """Raised when the person has cancelled the sign-in at the provider."""


@dataclass(frozen=True, slots=True)
class BegunSignIn:
    """An unfinished sign-in or connection of an account, as the session keeps it while the person is at the provider.

    `person` is the id of the person whose account is to be connected. It is None if the person wants to sign in.
    """

    person: str | None
    nonce: str
    code_verifier: str


class _Endpoints(OpenIDConnectOAuth2Adapter):
    """django-allauth's adapter for the provider's addresses, with our callback address and a check of the issuer."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's configuration. Raises ProviderAway if it can't be fetched or names another issuer."""
        if not hasattr(self, "_openid_config"):
            found = fetch(self.get_provider().server_url)
            if found.get("issuer") != settings.OIDC_ISSUER:
                raise ProviderAway("issuer")
            self._openid_config = found
        return self._openid_config

    @property
    def basic_auth(self) -> bool:
        """Whether to send the client secret to the provider in a header instead of in the request's body.

        True if the provider accepts the header, which is the standard's default. The provider software Authelia accepts
        nothing else by default.
        """
        return "client_secret_basic" in self.openid_config.get(
            "token_endpoint_auth_methods_supported", ["client_secret_basic"]
        )

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Return the address of the callback page under ORIGIN, whatever host name the request has used."""
        return f"{settings.ORIGIN}{CALLBACK}"


class _Provider(OpenIDConnectProvider):
    """django-allauth's class for the provider, changed to use PKCE."""

    pkce_enabled_default = True
    oauth2_adapter_class = _Endpoints


def document_address() -> str:
    """Return the address at which the provider publishes its configuration."""
    return f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration"


def configured(request: HttpRequest) -> OpenIDConnectProvider:
    """Return django-allauth's object for the provider, made from the settings instead of from the database."""
    app = SocialApp(
        provider=_Provider.id,
        provider_id=PROVIDER,
        name=settings.OIDC_NAME,
        client_id=settings.OIDC_CLIENT_ID,
        secret=settings.OIDC_CLIENT_SECRET,
        # Without the scope "profile": the app asks people for their name.
        settings={"server_url": document_address(), "scope": ["openid", "email"]},
    )
    return _Provider(request, app=app)


def begin(request: HttpRequest) -> str:
    """Begin to sign in with the provider, or to connect the account of someone who is signed in.

    Return the address to which the browser has to go. The session stores the data that will be needed when the person
    returns. Raises ProviderAway if the provider can't be reached.
    """
    nonce = secrets.token_urlsafe(24)
    person = str(request.user.pk) if request.user.is_authenticated else None
    try:
        answer = configured(request).redirect(
            request,
            "connect" if person else "login",
            data={"nonce": nonce, "person": person},
            auth_params={"nonce": nonce},
        )
        return str(answer["Location"])
    except (OAuth2Error, KeyError) as error:
        raise ProviderAway(type(error).__name__) from error


def take_begun(request: HttpRequest) -> BegunSignIn | None:
    """Return the unfinished sign-in to which this callback request belongs, and remove it from the session.

    Return None if the sign-in did not begin in this session, if it began more than ten minutes ago, or if its callback
    was already requested once.
    """
    state = allauth_internals.take_provider_state(request, PROVIDER)
    if state is None:
        return None
    nonce = str(state["data"]["nonce"])
    # The cache adds the key atomically. With the session alone, two requests at the same moment could both pass.
    used = f"oidc-callback:{hashlib.sha256(nonce.encode()).hexdigest()}"
    if not cache.add(used, True, BACK_WITHIN + 60):
        return None
    return BegunSignIn(state["data"]["person"], nonce, str(state["pkce_code_verifier"]))


def identify(request: HttpRequest, begun: BegunSignIn) -> tokens.ProviderIdentity:
    """Exchange the code in the callback request for the identity of the person who has signed in at the provider.

    `begun` is the unfinished sign-in to which the request belongs. Raises ProviderAway if the provider can't be
    reached. Raises ProviderCancelled if the person cancelled at the provider. Raises TokenRefused if a check of the
    provider's answer fails.
    """
    given = request.GET
    if given.get("iss", settings.OIDC_ISSUER) != settings.OIDC_ISSUER:
        raise tokens.TokenRefused("iss of the callback")
    if "error" in given:
        if given["error"] == "access_denied":
            raise ProviderCancelled
        raise tokens.TokenRefused("error of the callback")
    provider = configured(request)
    endpoints: _Endpoints = provider.get_oauth2_adapter(request)
    try:
        answer = endpoints.get_access_token_data(
            request,
            provider.app,
            endpoints.get_client(request, provider.app),
            pkce_code_verifier=begun.code_verifier,
        )
        claims = tokens.claims(
            answer.get("id_token"),
            keys=fetch(endpoints.openid_config["jwks_uri"]),
            issuer=settings.OIDC_ISSUER,
            client_id=settings.OIDC_CLIENT_ID,
            nonce=begun.nonce,
        )
        return tokens.identity(claims, _userinfo(endpoints, answer["access_token"], claims))
    except requests.RequestException as error:
        raise ProviderAway(type(error).__name__) from error
    except (OAuth2Error, KeyError, AttributeError) as error:
        # One cause is a client secret that the provider does not accept. `manage.py doctor` reports that.
        raise tokens.TokenRefused(f"code ({type(error).__name__})") from error


def _userinfo(endpoints: _Endpoints, access_token: str, claims: Mapping[str, Any]) -> dict[str, Any] | None:
    """Fetch the provider's data about the person from its userinfo address.

    Return None if the ID token already has the e-mail address, or if the provider has no userinfo address.
    """
    address = endpoints.openid_config.get("userinfo_endpoint")
    if "email" in claims or not address:
        return None
    return fetch(address, headers={"Authorization": f"Bearer {access_token}"})


def fetch(address: str, *, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Fetch a JSON object from this address of the provider.

    Raises ProviderAway if the request fails or the response is not a JSON object.
    """
    try:
        with get_adapter().get_requests_session() as session:
            answer = session.get(address, headers=headers)
            answer.raise_for_status()
            found = answer.json()
    except requests.RequestException as error:
        raise ProviderAway(type(error).__name__) from error
    if not isinstance(found, dict):
        raise ProviderAway("no object")
    return found


def takes_our_secret() -> bool:
    """Return whether the provider accepts our client id and client secret, tested with an invalid authorisation code.

    Raises ProviderAway if the provider can't be reached.
    """
    request = HttpRequest()
    provider = configured(request)
    endpoints: _Endpoints = provider.get_oauth2_adapter(request)
    client = endpoints.get_client(request, provider.app)
    try:
        client.get_access_token("no-code", pkce_code_verifier=secrets.token_urlsafe(48))
    except OAuth2Error as error:
        return not any(refusal in str(error) for refusal in ("invalid_client", "unauthorized_client"))
    except (requests.RequestException, KeyError) as error:
        raise ProviderAway(type(error).__name__) from error
    return True
