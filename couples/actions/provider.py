"""Sign in with an OpenID Connect provider, and connect an account with the provider or disconnect it.

An identity (a person at the provider) opens only the account that was created for this identity or connected with it.
If an account has the same e-mail address as the identity, this alone does not open the account: addresses can pass to
other people, and the provider's operator can enter any address.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from couples.actions.devices import send_account_alert
from couples.errors import Conflict
from couples.models import User
from couples.queries.way_in import has_passkey_or_recovery_codes
from couples.sign_in.oidc.adapter import PROVIDER
from couples.sign_in.oidc.tokens import ProviderIdentity
from couples.typed import addresses

__all__ = ["connect_provider", "disconnect_provider", "sign_in_by_provider"]


@dataclass(frozen=True, slots=True)
class ProviderSignIn:
    """The result of a sign-in with the provider. `is_new` says whether the sign-in created the person's account."""

    person: User
    is_new: bool


def sign_in_by_provider(identity: ProviderIdentity) -> ProviderSignIn:
    """Return the account that belongs to this identity at the provider. If there is no such account, create it.

    Raises Conflict (`provider_refused`) in three cases. The error does not say which.

    - No account belongs to the identity, but an account already has the identity's e-mail address.
    - The account that belongs to the identity was switched off.
    - The owner of the account that belongs to the identity chose to sign in by passkey only.
    """
    try:
        with transaction.atomic():
            found = _connected(identity)
            return ProviderSignIn(found or _make_account(identity), is_new=found is None)
    except (IntegrityError, Conflict):
        # The same person may have come back in another tab, which has already created the account and its address.
        if found := _connected(identity):
            return ProviderSignIn(found, is_new=False)
        raise _refused() from None


def connect_provider(actor: User, *, identity: ProviderIdentity, session_key: str, now: dt.datetime) -> None:
    """Connect the actor's account with this identity at the provider.

    If the account is connected with this identity already, nothing changes. If the account is connected with another
    identity, the new identity replaces it. The actor gets an account alert, which names the device of this session.

    Call `require_reauthentication` first. Raises Conflict (`provider_taken`) if the identity belongs to another
    account.
    """
    key = _key(identity)
    try:
        with transaction.atomic():
            kept = SocialAccount.objects.filter(user=actor, provider=PROVIDER)
            if kept.filter(uid=key).exists():
                return
            kept.delete()
            _store(actor, identity)
            send_account_alert(actor, "provider_connected", session_key=session_key, now=now)
    except IntegrityError:
        if SocialAccount.objects.filter(user=actor, provider=PROVIDER, uid=key).exists():
            return  # another tab has just connected it
        raise Conflict(
            _("Another account here is connected with this sign-in."), code="provider_taken"
        ) from None


def disconnect_provider(actor: User, *, session_key: str, now: dt.datetime) -> None:
    """Disconnect the actor's account from the OpenID Connect provider.

    The actor gets an account alert, which names the device of this session. If the account is not connected, nothing
    changes.

    Raises Conflict (`no_passkey`) if the actor could no longer sign in: they have neither a passkey nor recovery
    codes, and can't use e-mailed codes.
    """
    with transaction.atomic():
        person = User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        kept = SocialAccount.objects.filter(user=person, provider=PROVIDER)
        if not kept.exists():
            return
        if not person.takes_codes and not has_passkey_or_recovery_codes(person.pk):
            raise Conflict(_("Add a passkey first."), code="no_passkey")
        kept.delete()
        send_account_alert(person, "provider_disconnected", session_key=session_key, now=now)


def _connected(identity: ProviderIdentity) -> User | None:
    """Return the person whose account is connected with this identity, or None if there is no such account.

    Raises Conflict (`provider_refused`) if the account was switched off, or if its owner chose to sign in by passkey
    only.
    """
    connection = (
        SocialAccount.objects.select_related("user").filter(provider=PROVIDER, uid=_key(identity)).first()
    )
    if connection is None:
        return None
    person: User = connection.user
    # An account without an address is always passkey-only, so this was not a choice. If it has a passkey, the sign-in
    # asks for it as the second step.
    chose_passkey_only = person.passkey_only and person.email is not None
    if not person.is_active or chose_passkey_only:
        raise _refused()
    return person


def _make_account(identity: ProviderIdentity) -> User:
    email = None
    if identity.email:
        with contextlib.suppress(ValidationError):
            email = addresses.normal(identity.email)
    if email and (
        User.objects.filter(email=email).exists() or EmailAddress.objects.filter(email=email).exists()
    ):
        raise _refused()
    person = User.objects.create_user(email)
    if email:
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    _store(person, identity)
    return person


def _store(person: User, identity: ProviderIdentity) -> None:
    """Store that this identity at the provider opens the person's account.

    Only two things are stored: a hash of the identity, and its issuer (the provider's address).
    """
    SocialAccount.objects.create(
        user=person, provider=PROVIDER, uid=_key(identity), extra_data={"issuer": identity.issuer}
    )


def _key(identity: ProviderIdentity) -> str:
    """Return the hash by which an identity at the provider is stored and found.

    The hash includes the issuer (the provider's address), because two providers may use the same id for different
    people.
    """
    return hashlib.sha256(f"{identity.issuer}\n{identity.subject}".encode()).hexdigest()


def _refused() -> Conflict:
    return Conflict(
        _("%(provider)s opens no account here for you. If you have one, sign in as before.")
        % {"provider": settings.OIDC_NAME},
        code="provider_refused",
    )
