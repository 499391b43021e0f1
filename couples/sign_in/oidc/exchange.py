"""Talk to the provider through allauth: send someone there, and learn who came back.

allauth makes and keeps the state, proves with PKCE that the code is ours, and exchanges it. Added here: the provider's
document must be that of OIDC_ISSUER, a nonce binds the ID token to this sign-in, a callback counts once, and the ID
token is checked in full (`tokens`).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

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

#: Where the provider sends people back to; the operator enters this address there.
CALLBACK = "/_allauth/oidc/callback"
#: Seconds in which someone has to come back: as long as allauth keeps the state.
BACK_WITHIN = 600

Purpose = Literal["login", "connect"]


class ProviderAway(Exception):
    """The provider can't be reached, or gives something else than its document."""


class ProviderCancelled(Exception):
    """The person did not agree at the provider."""


@dataclass(frozen=True, slots=True)
class BegunSignIn:
    """What the session kept since someone was sent to the provider. `person`: who was signed in then."""

    purpose: Purpose
    person: str | None
    nonce: str
    code_verifier: str


class _Endpoints(OpenIDConnectOAuth2Adapter):
    """allauth's view of the provider, with our address for the callback and a document that must be the right one."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's document. Raises ProviderAway."""
        if not hasattr(self, "_openid_config"):
            found = fetch(self.get_provider().server_url)
            if found.get("issuer") != settings.OIDC_ISSUER:
                raise ProviderAway("issuer")
            self._openid_config = found
        return self._openid_config

    @property
    def basic_auth(self) -> bool:
        """Whether the secret goes into a header. The standard's default, and the only way that Authelia takes."""
        return "client_secret_basic" in self.openid_config.get(
            "token_endpoint_auth_methods_supported", ["client_secret_basic"]
        )

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Return the callback at ORIGIN, whatever host this request came to."""
        return f"{settings.ORIGIN}{CALLBACK}"


class _Provider(OpenIDConnectProvider):
    """allauth's provider, with PKCE, and with an issuer that may end with a slash."""

    pkce_enabled_default = True
    oauth2_adapter_class = _Endpoints

    @property
    def server_url(self) -> str:
        """The address of the provider's document."""
        return document_address()


def document_address() -> str:
    """Return where the provider of the settings keeps its document."""
    return f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration"


def configured(request: HttpRequest) -> OpenIDConnectProvider:
    """Return allauth's provider for the settings. Nothing of it is stored."""
    app = SocialApp(
        provider=_Provider.id,
        provider_id=PROVIDER,
        name=settings.OIDC_NAME,
        client_id=settings.OIDC_CLIENT_ID,
        secret=settings.OIDC_CLIENT_SECRET,
        # No profile: names are asked for here.
        settings={"server_url": settings.OIDC_ISSUER, "scope": ["openid", "email"]},
    )
    return _Provider(request, app=app)


def begin(request: HttpRequest, *, purpose: Purpose) -> str:
    """Return the address at the provider to go to now, and keep in the session what the callback needs.

    Raises ProviderAway.
    """
    nonce = secrets.token_urlsafe(24)
    person = str(request.user.pk) if request.user.is_authenticated else None
    try:
        answer = configured(request).redirect(
            request, purpose, data={"nonce": nonce, "person": person}, auth_params={"nonce": nonce}
        )
        return str(answer["Location"])
    except (OAuth2Error, KeyError) as error:
        raise ProviderAway(type(error).__name__) from error


def take_begun(request: HttpRequest) -> BegunSignIn | None:
    """Return what this session kept for the callback that is being requested. None for a second time, and for a
    callback that did not begin in this session.
    """
    state = allauth_internals.take_provider_state(request, PROVIDER)
    if state is None:
        return None
    nonce = str(state["data"]["nonce"])
    # In one step for all processes: the session alone would let two requests at the same moment pass.
    used = f"oidc-callback:{hashlib.sha256(nonce.encode()).hexdigest()}"
    if not cache.add(used, True, BACK_WITHIN + 60):
        return None
    return BegunSignIn(state["process"], state["data"]["person"], nonce, str(state["pkce_code_verifier"]))


def identify(request: HttpRequest, begun: BegunSignIn) -> tokens.ProviderIdentity:
    """Exchange the code of the callback for the identity of the person who signed in at the provider.

    Raises ProviderAway, ProviderCancelled, and TokenRefused if anything about the answer is not as it must be.
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
        # Among them a client secret that the provider does not take. `manage.py doctor` names that.
        raise tokens.TokenRefused(f"code ({type(error).__name__})") from error


def _userinfo(endpoints: _Endpoints, access_token: str, claims: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what the provider tells about the person, unless the ID token has the address already."""
    address = endpoints.openid_config.get("userinfo_endpoint")
    if "email" in claims or not address:
        return None
    return fetch(address, headers={"Authorization": f"Bearer {access_token}"})


def fetch(address: str, *, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the JSON object at this address of the provider. Raises ProviderAway."""
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
    """Whether the provider takes our client id and secret. It is asked with a code that no one has.

    Raises ProviderAway.
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
