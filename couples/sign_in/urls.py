"""The parts of allauth's headless API that are offered, under /_allauth/browser/v1/. The rest does not exist.

Left out on purpose: passwords (a second, weaker way in), sign-up (signing in is signing up), changing or adding
addresses (whoever holds the phone for a minute could add their own).
"""

from __future__ import annotations

from allauth.headless.account.views import SessionView
from allauth.headless.base.views import APIView, ConfigView
from allauth.headless.constants import Client
from allauth.headless.mfa import views as mfa
from allauth.headless.usersessions.views import SessionsView
from django.urls import URLPattern, path

from couples.sign_in.views import ConfirmCode, ManagePasskeys, RequestCode

_OFFERED: dict[str, type[APIView]] = {
    "config": ConfigView,
    "auth/session": SessionView,
    "auth/sessions": SessionsView,
    "auth/code/request": RequestCode,
    "auth/code/confirm": ConfirmCode,
    "auth/webauthn/login": mfa.LoginWebAuthnView,
    "auth/webauthn/authenticate": mfa.AuthenticateWebAuthnView,
    "auth/webauthn/reauthenticate": mfa.ReauthenticateWebAuthnView,
    "auth/2fa/authenticate": mfa.AuthenticateView,
    "auth/2fa/reauthenticate": mfa.ReauthenticateView,
    "account/authenticators": mfa.AuthenticatorsView,
    "account/authenticators/webauthn": ManagePasskeys,
    "account/authenticators/recovery-codes": mfa.ManageRecoveryCodesView,
}

urlpatterns: list[URLPattern] = [
    path(f"browser/v1/{route}", view.as_api_view(client=Client.BROWSER)) for route, view in _OFFERED.items()
]
