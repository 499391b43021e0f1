"""`manage.py staff`: list, add and remove the people who may open support's pages (/admin)."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from couples import actions
from couples.errors import DomainError
from couples.models import User
from couples.typed import addresses


class Command(BaseCommand):
    help = "List staff, or add and remove them. Staff sign in by passkey and see no answer."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the subcommands `add`, `remove` and `lost-passkey`. Each takes an e-mail address.

        `lost-passkey` removes the passkeys of a staff account, so that its owner can sign in by an e-mailed code.
        """
        what = parser.add_subparsers(dest="what", metavar="add|remove|lost-passkey")
        for name, about in (
            ("add", "give this address a staff account"),
            ("remove", "take the rights away and end every session"),
            ("lost-passkey", "remove the passkeys of someone who has lost them"),
        ):
            what.add_parser(name, help=about).add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the given subcommand and print what to do next. Without a subcommand, list the staff accounts.

        With `add`, raises CommandError if the address is invalid, or if its owner uses or used the app themselves. With
        another subcommand, raises CommandError if no staff account has the address.
        """
        try:
            self.stdout.write(self._done(options.get("what"), options.get("email", "")))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except DomainError as error:
            raise CommandError(error.message) from error

    def _done(self, what: str | None, email: str) -> str:
        if what == "add":
            email = addresses.normal(email)
            actions.appoint(email=email)
            return (
                f"{email} is staff. Now, at once: sign in at {settings.ORIGIN}/sign-in with this address, add a "
                f"passkey when asked, then open {settings.ORIGIN}/admin/. Until there is a passkey, everyone who "
                "reads mail there could add their own."
            )
        if what == "remove":
            actions.dismiss(email=email)
            return f"{email} is no longer staff, and signed out everywhere."
        if what == "lost-passkey":
            actions.forget_passkeys(email=email, now=timezone.now())
            return (
                f"{email} has no passkey any more. A mailed code signs in again: add a new passkey at once."
            )
        return "\n".join(_staff()) or "There is no staff account."


def _staff() -> list[str]:
    with_passkey = set(
        Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).values_list("user_id", flat=True)
    )
    return [
        f"{person.email or person.pk}: {'has a passkey' if person.pk in with_passkey else 'has no passkey yet'}"
        for person in User.objects.filter(is_staff=True).order_by("email")
    ]
