"""`manage.py addresses`: bring stored e-mail addresses to one normal form, and list the accounts where this fails."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.core.management.base import BaseCommand

from couples.models import User
from couples.one_form import bring_to_one_form


class Command(BaseCommand):
    """Bring all stored e-mail addresses to one normal form. Safe to repeat.

    See docs/operations.md, "Two accounts, one mailbox".
    """

    help = "Brings stored addresses to their one form and lists the accounts that keep another."

    def handle(self, *args: Any, **options: Any) -> None:
        """Normalise all e-mail addresses, then print the id of each account whose address could not be changed.

        The ids are printed instead of the addresses, because an id does not reveal a name. Support can open the page
        of an account by its id (`/admin/couples/user/ID/change/`).
        """
        kept = bring_to_one_form(User.objects, EmailAddress.objects)
        for pk in kept:
            self.stdout.write(f"{pk} keeps its address: another account has the one form, or it is none.")
        if not kept:
            self.stdout.write("Every address is in its one form.")
