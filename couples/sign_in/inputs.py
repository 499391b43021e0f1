"""allauth's inputs, which accept codes and addresses as people type them."""

from __future__ import annotations

from typing import Any

from allauth.account.fields import EmailField
from allauth.headless.account.inputs import ConfirmLoginCodeInput
from allauth.headless.mfa import inputs as mfa_inputs
from allauth.headless.mfa import views
from django import forms

from couples import addresses, typed_codes


class TypedCode(forms.CharField):
    """A code that is cleaned up before its length is checked and before it is compared."""

    def to_python(self, value: Any) -> str:
        """Return the bare code. Text far longer than any code stays as it is and is then refused."""
        text = str(super().to_python(value) or "")
        return typed_codes.tidy(text) if len(text) <= typed_codes.LONGEST_TYPED else text


class TypedAddress(EmailField):
    """An address that is normalised before it is checked."""

    def to_python(self, value: Any) -> str:
        """Raises ValidationError (`invalid`)."""
        text = str(super().to_python(value) or "")
        return addresses.normal(text) if text else ""


class ConfirmInput(ConfirmLoginCodeInput):
    """The code that was sent by e-mail."""

    code = TypedCode()


class AuthenticateInput(mfa_inputs.AuthenticateInput):
    """A recovery code, as the second step of signing in."""

    code = TypedCode()


class ReauthenticateInput(mfa_inputs.ReauthenticateInput):
    """A recovery code that proves again who is signed in."""

    code = TypedCode()


class AuthenticateView(views.AuthenticateView):
    """allauth's view, which accepts the code as typed."""

    input_class = AuthenticateInput


class ReauthenticateView(views.ReauthenticateView):
    """allauth's view, which accepts the code as typed."""

    input_class = ReauthenticateInput
