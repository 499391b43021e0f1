"""What a person changes about how they sign in. Each time they are told, on their other devices and by mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from couples.actions.devices import tell_of
from couples.errors import Conflict, ProofNeeded
from couples.models import User
from couples.sign_in.proof import Proof


def set_passkey_only(actor: User, *, on: bool, proof: Proof, session_key: str, now: dt.datetime) -> None:
    """Let no mailed code in any more, or again. Raises ProofNeeded unless the passkey was used just now, Conflict
    (`no_passkey`, `no_recovery_codes`) for who could be locked out for good."""
    with transaction.atomic():
        person = User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        if person.passkey_only == on:
            return
        if on:
            _could_get_in_without_mail(person)
        if not proof.passkey:
            raise ProofNeeded(_("Please use your passkey once more."), code="passkey_again")
        actor.passkey_only = person.passkey_only = on
        person.save(update_fields=["passkey_only"])
        tell_of(person, "passkey_only_on" if on else "passkey_only_off", session_key=session_key, now=now)


def may_remove_passkeys(actor: User, *, passkeys: Iterable[Authenticator]) -> bool:
    """Whether a way in is left without these. Holds on to the account, so call it in the transaction that removes."""
    person = User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    others = _passkeys(person).exclude(pk__in=[each.pk for each in passkeys])
    return not person.passkey_only or others.exists()


def passkey_taken_away(user: User, *, now: dt.datetime) -> None:
    """Support has removed a passkey for somebody who has lost theirs: with the last one, mailed codes count again.

    The owner is told in any case: it may have been another who asked for it.
    """
    with transaction.atomic():
        tell_of(user, "passkey_removed", session_key=None, now=now)
        if _passkeys(user).exists():
            return
        # Left over, they would be asked for before a new passkey could be made; and whoever lost one lost both.
        Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
        if user.passkey_only:
            user.passkey_only = False
            user.save(update_fields=["passkey_only"])
            tell_of(user, "passkey_only_off", session_key=None, now=now)


def require_proof(actor: User, *, proof: Proof) -> None:
    """Raises ProofNeeded unless the actor has shown just now that it is they: by the passkey or a recovery code if
    they have them, else by having signed in with a mailed code."""
    if _passkeys(actor).exists():
        if not (proof.passkey or proof.recovery_code):
            raise ProofNeeded(_("Please use your passkey once more."), code="passkey_again")
    elif not proof.code:
        raise ProofNeeded(
            _("Please sign out and in again first. That proves it is you."), code="sign_in_again"
        )


def change_email(actor: User, *, email: str, session_key: str, now: dt.datetime) -> None:
    """Take an address for the account that its owner has proved to read. Told to the old and the new one.

    Raises Conflict (`email_in_use`), which only who reads mail there can learn.
    """
    former = actor.email
    if email == former:
        return
    try:
        with transaction.atomic():
            if EmailAddress.objects.filter(email=email).exclude(user=actor).exists():
                raise IntegrityError
            EmailAddress.objects.filter(user=actor).delete()
            actor.email = email
            actor.save(update_fields=["email"])
            EmailAddress.objects.create(user=actor, email=email, verified=True, primary=True)
            tell_of(actor, "email_changed", session_key=session_key, now=now, former_email=former)
    except IntegrityError:
        actor.email = former
        raise Conflict(
            _("There is another account with this address. Sign in to that one, or take another address."),
            code="email_in_use",
        ) from None


def _passkeys(person: User):  # type: ignore[no-untyped-def]  # allauth has no types
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN)


def _could_get_in_without_mail(person: User) -> None:
    if not _passkeys(person).exists():
        raise Conflict(_("Add a passkey first."), code="no_passkey")
    codes = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    kept = codes.wrap() if codes else None
    if kept is None or not kept.did_view or not kept.get_unused_codes():
        raise Conflict(_("Make new recovery codes first, and keep them."), code="no_recovery_codes")
