"""Codes and addresses in the forms of allauth, taken as people type them."""

from __future__ import annotations

from typing import Any

from allauth.headless.account.inputs import ConfirmLoginCodeInput
from allauth.headless.internal.restkit import inputs
from allauth.headless.mfa import inputs as mfa_inputs
from allauth.headless.mfa import views
from django import forms

from couples import addresses, typed_codes


class TypedCode(forms.CharField):
    """A code, tidied before its length is looked at and before it is compared."""

    def to_python(self, value: Any) -> str:
        """The code alone. What is far longer than any code is left as it is, and does not fit."""
        text = str(super().to_python(value) or "")
        return typed_codes.tidy(text) if len(text) <= typed_codes.LONGEST_TYPED else text


class TypedAddress(inputs.EmailField):
    """An address, brought to its one form before it is looked at."""

    def to_python(self, value: Any) -> str:
        """Raises ValidationError (`invalid`)."""
        text = str(super().to_python(value) or "")
        return addresses.normal(text) if text else ""


class ConfirmInput(ConfirmLoginCodeInput):
    """The code that was sent."""

    code = TypedCode()


class AuthenticateInput(mfa_inputs.AuthenticateInput):
    """A recovery code, as the second step of signing in."""

    code = TypedCode()


class ReauthenticateInput(mfa_inputs.ReauthenticateInput):
    """A recovery code, to show that it is still oneself."""

    code = TypedCode()


class Authenticate(views.AuthenticateView):
    """allauth's, with the code as typed."""

    input_class = AuthenticateInput


class Reauthenticate(views.ReauthenticateView):
    """allauth's, with the code as typed."""

    input_class = ReauthenticateInput
