"""Adapters that tell django-allauth how accounts work here, and the lookup of accounts by e-mail address.

Accounts have no passwords, no one signs up separately, and django-allauth sends no e-mails.
"""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy

from couples.encryption import wrapping
from couples.models import User
from couples.sign_in.limits import networks
from couples.typed import addresses

NAME = "Side by Side"


class AccountAdapter(DefaultAccountAdapter):
    """The adapter that tells django-allauth how accounts work here.

    Accounts have no passwords, and no one signs up separately.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False, because no one signs up separately: signing in creates the account."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the visitor's IP address. An IPv6 address that contains an IPv4 address is returned as IPv4.

        django-allauth's limits per IP address use the result. They count all IPv6 addresses of a network together. The
        setting ALLAUTH_RATE_LIMIT_IPV6_PREFIX is the length of the network's prefix.
        """
        return networks.plain(super().get_client_ip(request))

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Store an unusable password instead of the given one: a password would be a second, weaker way to sign in."""
        user.set_unusable_password()
        user.save(update_fields=["password"])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing. `couples.sign_in.sign_in_emails` and the account alerts send the app's own e-mails instead."""

    def get_login_stages(self) -> list[str]:
        """Return the steps of a sign-in in django-allauth, without the step that confirms the e-mail address.

        That step is needless: every stored address is confirmed already, and an account may have no address.
        """
        stages: list[str] = super().get_login_stages()
        return [stage for stage in stages if not stage.endswith(".EmailVerificationStage")]


class MFAAdapter(DefaultMFAAdapter):
    """The adapter that tells django-allauth how passkeys and recovery codes work here."""

    #: Replaces a text of allauth whose German translation uses the formal "Sie".
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": gettext_lazy("Add a passkey first."),
    }

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """Return the person as the phone shows them in its list of passkeys.

        The phone shows their e-mail address. If they have no address, it shows their name or, without a name, the
        app's name.
        """
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        person = cast(User, user)
        return entity if person.email else {**entity, "name": person.display_name or NAME}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return this server's host (`id`), to which passkeys are bound, and the app's name (`name`).

        The phone shows the app's name when it asks for the passkey.
        """
        return {**super().get_public_key_credential_rp_entity(), "name": NAME}

    def encrypt(self, text: str) -> str:
        """Encrypt the seed of recovery codes with the current wrapping key, which is kept outside the database.

        django-allauth derives the codes from this random text. Without encryption, anyone with a stolen copy of the
        database could derive the codes and sign in.
        """
        return wrapping.wrap_text(text, purpose="recovery-codes")

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt the seed of recovery codes.

        Raises EnvelopeError if `encrypt` did not make the text, or if this server does not have its wrapping key.
        """
        return wrapping.unwrap_text(encrypted_text, purpose="recovery-codes")


class Addressee(NamedTuple):
    """How to write to an e-mail address: whether its owner accepts e-mailed codes, and in which language."""

    takes_code: bool
    language: str


def addressee(email: str) -> Addressee:
    """Return whether the owner of this normalised e-mail address accepts e-mailed codes, and their language.

    An unknown address also gets a code, in the language of the request. Known and unknown addresses take one query
    each, so that the response time does not reveal whether an account exists.
    """
    row = User.objects.filter(email=email).values_list("passkey_only", "language").first()
    if row is None:
        return Addressee(True, get_language() or settings.LANGUAGE_CODE)
    passkey_only, language = row
    return Addressee(not passkey_only, language)


def get_or_create_owner(email: str) -> User:
    """Return the account with this e-mail address. If no account has the address, create one in the request's language.

    Call this only after the person has proved that they read e-mail there: the address is stored as verified.
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
