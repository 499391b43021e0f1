"""The parts of allauth's headless API that are offered, under /_allauth/browser/v1/. The rest does not exist.

Left out on purpose: passwords (a second, weaker way in), sign-up (signing in is signing up), adding addresses (each
would be one more way in; changing the one is in `couples.api.account`), and allauth's list of sessions, which keeps
addresses (ours: `couples.api.devices`).
"""

from __future__ import annotations

from allauth.headless.account.views import SessionView
from allauth.headless.base.views import APIView, ConfigView
from allauth.headless.constants import Client
from allauth.headless.mfa import views as mfa
from django.urls import URLPattern, path

from couples.sign_in.noticing import noticing
from couples.sign_in.typed import Authenticate, Reauthenticate
from couples.sign_in.views import ConfirmCode, ManagePasskeys, PasskeySignIn, Recover, RequestCode

_OFFERED: dict[str, type[APIView]] = {
    "config": ConfigView,
    "auth/session": SessionView,
    "auth/code/request": RequestCode,
    "auth/code/confirm": ConfirmCode,
    "auth/recovery": Recover,
    "auth/webauthn/login": PasskeySignIn,
    "auth/webauthn/authenticate": mfa.AuthenticateWebAuthnView,
    "auth/webauthn/reauthenticate": mfa.ReauthenticateWebAuthnView,
    "auth/2fa/authenticate": Authenticate,
    "auth/2fa/reauthenticate": Reauthenticate,
    "account/authenticators": mfa.AuthenticatorsView,
    "account/authenticators/webauthn": ManagePasskeys,
    "account/authenticators/recovery-codes": mfa.ManageRecoveryCodesView,
}

urlpatterns: list[URLPattern] = [
    path(f"browser/v1/{route}", noticing(route, view.as_api_view(client=Client.BROWSER)))
    for route, view in _OFFERED.items()
]
