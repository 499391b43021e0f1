"""Versions of allauth's inputs that accept codes and addresses as people type them."""

from __future__ import annotations

import json
import re
from typing import Any

from allauth.account.fields import EmailField
from allauth.headless.account.inputs import ConfirmLoginCodeInput
from allauth.headless.mfa import inputs as mfa_inputs
from allauth.headless.mfa import views
from django import forms

from couples.typed import addresses, typed_codes

#: Control characters, and characters that change the direction of the text after them.
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
#: Half of a surrogate pair. UTF-8 cannot express it.
_HALF_EMOJI = re.compile("[\ud800-\udfff]")


class TypedCode(forms.CharField):
    """A code that is cleaned up before its length is checked and before it is compared."""

    def to_python(self, value: Any) -> str:
        """Return the cleaned code. Text that is far longer than any code is left as it is, and is refused later."""
        text = str(super().to_python(value) or "")
        return typed_codes.tidy(text) if len(text) <= typed_codes.LONGEST_TYPED else text


class TypedAddress(EmailField):
    """An address that is normalised before it is checked."""

    def to_python(self, value: Any) -> str:
        """Return the normalised address. Raises ValidationError (`invalid`)."""
        text = str(super().to_python(value) or "")
        return addresses.normal(text) if text else ""


class PasskeyName(forms.CharField):
    """The name of a passkey, cleaned up so that it can be stored and sent. Half an emoji becomes a replacement sign."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=100, **options)

    def to_python(self, value: Any) -> str:
        """Return the name without control characters and without characters that change the text direction."""
        text = str(super().to_python(value) or "")
        return _UNREADABLE.sub("", _HALF_EMOJI.sub("\ufffd", text)).strip()


class StorableJson(forms.JSONField):
    """JSON that every database can store: it has no half of a surrogate pair and no NUL character."""

    def to_python(self, value: Any) -> Any:
        """Return the parsed JSON. Raises ValidationError (`invalid`) if a database could not store it."""
        found = super().to_python(value)
        text = json.dumps(found, ensure_ascii=False)
        if _HALF_EMOJI.search(text) or "\\u0000" in text:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found


class AddPasskeyInput(mfa_inputs.AddWebAuthnInput):
    """A new passkey, which is stored as the browser sent it."""

    name = PasskeyName(required=False)
    credential = StorableJson()


class RenamePasskeyInput(mfa_inputs.UpdateWebAuthnInput):
    """A passkey's new name."""

    name = PasskeyName()


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
    """allauth's view for the second step of a sign-in, which accepts a recovery code as people type it."""

    input_class = AuthenticateInput


class ReauthenticateView(views.ReauthenticateView):
    """allauth's view for reauthentication, which accepts a recovery code as people type it."""

    input_class = ReauthenticateInput
