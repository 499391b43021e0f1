"""The routes under /_allauth/: django-allauth's API, and the page to which an OpenID Connect provider sends people.

Some routes of django-allauth are left out on purpose. Passwords would be a weaker way to sign in. Sign-up is needless,
because signing in creates the account. A second e-mail address would be another way into the account, so an account
has only one address, which `couples.api.account` changes. The list of sessions would store IP addresses, so
`couples.api.devices` has a list of its own.
"""

from __future__ import annotations

from allauth.headless.account.views import SessionView
from allauth.headless.base.views import APIView, ConfigView
from allauth.headless.constants import Client
from allauth.headless.mfa import views as mfa
from django.urls import URLPattern, path

from couples.sign_in import security_events, views
from couples.sign_in.inputs import AuthenticateView, ReauthenticateView
from couples.sign_in.oidc.callback import callback

_OFFERED: dict[str, type[APIView]] = {
    "config": ConfigView,
    "auth/session": SessionView,
    "auth/code/request": views.RequestCodeView,
    "auth/code/confirm": views.ConfirmCodeView,
    "auth/recovery": views.RecoveryView,
    "auth/webauthn/login": views.PasskeySignInView,
    "auth/webauthn/authenticate": mfa.AuthenticateWebAuthnView,
    "auth/webauthn/reauthenticate": mfa.ReauthenticateWebAuthnView,
    "auth/2fa/authenticate": AuthenticateView,
    "auth/2fa/reauthenticate": ReauthenticateView,
    "account/authenticators": mfa.AuthenticatorsView,
    "account/authenticators/webauthn": views.PasskeysView,
    "account/authenticators/recovery-codes": mfa.ManageRecoveryCodesView,
}

urlpatterns: list[URLPattern] = [
    path(f"browser/v1/{route}", security_events.observe(route, view.as_api_view(client=Client.BROWSER)))
    for route, view in _OFFERED.items()
]
# This route is ours, not allauth's. The provider sends people there. Without a provider, it answers 404.
urlpatterns.append(path("oidc/callback", callback))
