"""Appoint and dismiss the staff who may open support's pages. Only `manage.py staff` calls these functions."""

from __future__ import annotations

import datetime as dt

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from couples.actions.sign_in import passkey_taken_away
from couples.errors import Conflict, NotFound
from couples.models import Membership, User
from couples.typed.addresses import spellings

__all__ = ["appoint", "dismiss", "forget_passkeys"]


def appoint(*, email: str) -> User:
    """Give staff rights to the account with this address, and return the account.

    If no account has the address, create an account. Raises Conflict (`has_a_space`) for someone who has, or once had,
    a space: staff sessions are short, and support staff must not see their own space in support's pages.
    """
    with transaction.atomic():
        person = User.objects.filter(email__in=spellings(email)).first() or User.objects.create_user(email)
        if Membership.objects.filter(user=person).exists():
            raise Conflict(_("A staff account needs an address of its own."), code="has_a_space")
        person.is_staff = person.is_superuser = True
        person.save(update_fields=["is_staff", "is_superuser"])
    return person


def dismiss(*, email: str) -> None:
    """Remove the staff rights of the account with this address. All sessions of the account end as well.

    Raises NotFound if no staff account has this address.
    """
    if not User.objects.filter(email__in=spellings(email), is_staff=True).update(
        is_staff=False, is_superuser=False
    ):
        raise NotFound(_("There is no staff account with this address."))


def forget_passkeys(*, email: str, now: dt.datetime) -> None:
    """Remove the passkeys of a staff account whose owner has lost them and the recovery codes.

    Until the owner adds a new passkey, an e-mailed code is enough to sign in. Raises NotFound if no staff account has
    this address.
    """
    with transaction.atomic():
        person = User.objects.filter(email__in=spellings(email), is_staff=True).first()
        if person is None:
            raise NotFound(_("There is no staff account with this address."))
        Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).delete()
        passkey_taken_away(person, now=now)
