"""`manage.py sign_in_link`: print a link for someone who can't sign in by any other means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from couples import actions
from couples.errors import Conflict
from couples.models import User
from couples.queries.way_in import has_passkey_or_recovery_codes
from couples.sign_in import links


class Command(BaseCommand):
    """Print a sign-in link for someone who has neither a passkey nor recovery codes, and can't use e-mailed codes.

    The operator who runs this command may be the person's partner. So the link works only after a day, and the person
    gets an account alert and can cancel the link.
    """

    help = "Prints a link into an account without a passkey and recovery codes. Lists people without a name."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the optional argument for the person, by name or id."""
        parser.add_argument("person", nargs="?", help="a name, or an id from the list")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a sign-in link for the given person. Without a person, list everyone with an account.

        Raises CommandError if nobody or more than one person has the given name, and if no link can be made for the
        person. The error says why.
        """
        if not options["person"]:
            self.stdout.write(
                "\n".join(_listed(User.objects.order_by("date_joined"))) or "There is no account."
            )
            return
        person = _one(options["person"])
        try:
            made = actions.make_sign_in_link(person, now=timezone.now())
        except Conflict as refusal:
            raise CommandError(f"There is no link for them. {refusal.message}") from refusal
        self.stdout.write(
            f"{links.address(settings.ORIGIN, made.token)}\n"
            f"It works once, from {made.valid_from:%d %B, %H:%M} to {made.expires_at:%d %B, %H:%M} (UTC). All their "
            "devices have been told, and they can cancel it on Home until then."
        )


def _one(name: str) -> User:
    try:
        found = list(User.objects.filter(pk=UUID(name)))
    except ValueError:
        found = list(User.objects.filter(display_name__iexact=name))
    if not found:
        raise CommandError("There is no one with this name or id. Without a name, this command lists all.")
    if len(found) > 1:
        raise CommandError("\n".join(["Several people have this name. Take the id:", *_listed(found)]))
    return found[0]


def _listed(people: Iterable[User]) -> list[str]:
    return [
        f"{person.pk}  {person.display_name or '(no name yet)'}: "
        + (
            "has a passkey or recovery codes"
            if has_passkey_or_recovery_codes(person.pk)
            else "has no passkey"
        )
        for person in people
    ]
