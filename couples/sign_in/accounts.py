"""Adapters that tell allauth how accounts work here: no passwords, no separate sign-up, and no e-mails from allauth."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy

from couples.encryption import keys
from couples.models import User
from couples.sign_in import allauth_internals
from couples.sign_in.limits import networks
from couples.typed import addresses

NAME = "Side by Side"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts without passwords, created when a mailed code is confirmed (see `couples.sign_in`)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: no one signs up separately, because signing in creates the account."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the visitor's IP address, as an IPv4 address if an IPv6 address contains one.

        allauth's limits per IP address use this address. They count an IPv6 address by its network, whose size is set
        by ALLAUTH_RATE_LIMIT_IPV6_PREFIX.
        """
        return networks.plain(super().get_client_ip(request))

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Store an unusable password instead: a password would be a second, weaker way to sign in."""
        user.set_unusable_password()
        user.save(update_fields=["password"])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing. `couples.sign_in.sign_in_emails` and the account alerts send our own e-mails instead."""

    def get_login_stages(self) -> list[str]:
        """Return allauth's stages of a sign-in without the confirmation of the e-mail address.

        Every stored address is confirmed already, and an account may have no address.
        """
        stages: list[str] = super().get_login_stages()
        return [stage for stage in stages if not stage.endswith(".EmailVerificationStage")]


class MFAAdapter(DefaultMFAAdapter):
    """Tells allauth how passkeys and recovery codes work here."""

    #: Replaces a text of allauth whose German translation uses the formal "Sie".
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": gettext_lazy("Add a passkey first."),
    }

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """Return the person's name for the phone's list of passkeys: their address, or their name if they have none."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        person = cast(User, user)
        return entity if person.email else {**entity, "name": person.display_name or NAME}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return the name that the phone shows when it asks for the passkey."""
        return {**super().get_public_key_credential_rp_entity(), "name": NAME}

    def encrypt(self, text: str) -> str:
        """Encrypt recovery codes as data keys are wrapped: with plain ones in a stolen dump, anyone could sign in."""
        return keys.wrap_text(text, purpose="recovery-codes")

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt recovery codes. Raises EnvelopeError for a text that `encrypt` did not make."""
        return keys.unwrap_text(encrypted_text, purpose="recovery-codes")


@receiver(authenticator_added)
def trust_new_passkey(*, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Count adding a passkey as using it, so that the recovery codes are shown without asking for the passkey again."""
    if authenticator.type == Authenticator.Type.WEBAUTHN:
        allauth_internals.record_new_passkey(request, user, authenticator)


class Addressee(NamedTuple):
    """Whether the owner of an address accepts e-mailed codes, and the language of their e-mails."""

    takes_code: bool
    language: str


def addressee(email: str) -> Addressee:
    """Return how to write to the normalised address `email`. One query, for known and unknown addresses alike.

    An unknown address gets a code as well, in the language of the request, which its owner probably sent.
    """
    row = User.objects.filter(email=email).values_list("passkey_only", "language").first()
    if row is None:
        return Addressee(True, get_language() or settings.LANGUAGE_CODE)
    passkey_only, language = row
    return Addressee(not passkey_only, language)


def owner_of(email: str) -> User:
    """Return the account with this address, created if there is none, and store the address as verified.

    Call this only after the person has proved that they read e-mail there. A new account gets the request's language.
    """
    email = addresses.normal(email)
    with transaction.atomic():
        for address in EmailAddress.objects.select_related("user").filter(email=email, verified=True)[:1]:
            known: User = address.user
            return known
        # get_or_create, because the same code may be confirmed in two tabs at once.
        new = {"password": make_password(None), "language": get_language() or settings.LANGUAGE_CODE}
        user, _ = User.objects.get_or_create(email=email, defaults=new)
        EmailAddress.objects.update_or_create(
            user=user,
            email=email,
            defaults={"verified": True},
            create_defaults={"verified": True, "primary": True},
        )
    return user
