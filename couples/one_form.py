"""Bring the stored e-mail addresses to one normal form (see `couples.typed.addresses`).

A migration does this once, and `manage.py addresses` can do it again. If two accounts belong to the same mailbox,
they stay two accounts, because only their owner can say which account to keep.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from couples.typed.addresses import normal


def bring_to_one_form(users: Any, email_addresses: Any) -> list[UUID]:
    """Bring the e-mail addresses of all accounts to their normal form. Return the ids of the accounts where this fails.

    An address stays as it is if another account has the normal form already, or if the address is invalid. `users`
    and `email_addresses` are the managers of `User` and of django-allauth's `EmailAddress`, which both store addresses.
    A migration passes its own managers. Safe to repeat.
    """
    kept = []
    # If several accounts would get the same address, the account that was used last gets it.
    addressed = users.filter(email__isnull=False)
    newest_first = addressed.order_by(F("last_login").desc(nulls_last=True), "-date_joined")
    for pk, address in newest_first.values_list("pk", "email").iterator(chunk_size=2_000):
        try:
            form = normal(address)
        except ValidationError:
            kept.append(pk)
            continue
        if form != address and not _rewritten(users, email_addresses, pk, address, form):
            kept.append(pk)
    return kept


def _rewritten(users: Any, email_addresses: Any, pk: UUID, address: str, form: str) -> bool:
    with transaction.atomic():
        if users.filter(email=form).exists() or email_addresses.filter(email=form).exclude(user=pk).exists():
            return False
        users.filter(pk=pk).update(email=form)
        own = email_addresses.filter(user=pk)
        if own.filter(email=form).exists():
            own.filter(email=address).delete()
        else:
            own.filter(email=address).update(email=form)
    return True
