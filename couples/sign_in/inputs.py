"""Versions of django-allauth's input forms that accept codes and e-mail addresses as people type them."""

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
    """A form field for a typed code. Spaces, dashes and the like are removed before the code is checked."""

    def to_python(self, value: Any) -> str:
        """Return only the letters and digits of the code, in capitals. A label before the code ("Code:") is removed.

        Text far longer than any code is returned unchanged, and refused later.
        """
        text = str(super().to_python(value) or "")
        return typed_codes.tidy(text) if len(text) <= typed_codes.LONGEST_TYPED else text


class TypedAddress(EmailField):
    """A form field for a typed e-mail address. The address is brought to its normal form before it is checked."""

    def to_python(self, value: Any) -> str:
        """Return the normal form of the typed e-mail address.

        Raises ValidationError (`invalid`) if the text is not a valid address.
        """
        text = str(super().to_python(value) or "")
        return addresses.normal(text) if text else ""


class PasskeyName(forms.CharField):
    """A form field for the name of a passkey. Characters that can't be stored or shown are removed or replaced."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=100, **options)

    def to_python(self, value: Any) -> str:
        """Return the name without control characters and without characters that change the direction of the text.

        Half an emoji, left over where a name was cut, becomes the replacement character "�".
        """
        text = str(super().to_python(value) or "")
        return _UNREADABLE.sub("", _HALF_EMOJI.sub("\ufffd", text)).strip()


class StorableJson(forms.JSONField):
    """A form field for JSON that every database can store.

    PostgreSQL can't store a NUL character, or half of an emoji that was cut in two.
    """

    def to_python(self, value: Any) -> Any:
        """Return the parsed JSON.

        Raises ValidationError (`invalid`) if the text is not JSON, or if a database could not store the data.
        """
        found = super().to_python(value)
        text = json.dumps(found, ensure_ascii=False)
        if _HALF_EMOJI.search(text) or "\\u0000" in text:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found


class AddPasskeyInput(mfa_inputs.AddWebAuthnInput):
    """The form for a new passkey: its name, and the credential that the browser has created."""

    name = PasskeyName(required=False)
    credential = StorableJson()


class RenamePasskeyInput(mfa_inputs.UpdateWebAuthnInput):
    """The form for a passkey's new name."""

    name = PasskeyName()


class ConfirmInput(ConfirmLoginCodeInput):
    """The form for the code that was sent by e-mail."""

    code = TypedCode()


class AuthenticateInput(mfa_inputs.AuthenticateInput):
    """The form for a recovery code as the second step of a sign-in."""

    code = TypedCode()


class ReauthenticateInput(mfa_inputs.ReauthenticateInput):
    """The form for a recovery code with which a signed-in person proves again who they are."""

    code = TypedCode()


class AuthenticateView(views.AuthenticateView):
    """django-allauth's view for the second step of a sign-in, by recovery code.

    It also accepts a code as people paste it, for example with a label before it (see `TypedCode`).
    """

    input_class = AuthenticateInput


class ReauthenticateView(views.ReauthenticateView):
    """django-allauth's view in which a signed-in person proves again who they are, by recovery code.

    It also accepts a code as people paste it, for example with a label before it (see `TypedCode`).
    """

    input_class = ReauthenticateInput
