"""`manage.py set_up_link`: print the link that creates the first account of a new server."""

from __future__ import annotations

from io import StringIO
from typing import Any

import segno
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from couples import actions
from couples.sign_in import links


class Command(BaseCommand):
    """Print the set-up link, which creates the server's first account. An earlier set-up link ends.

    If an account exists already, no link is printed. There is one exception: an earlier set-up link created the only
    account, and this account has neither a passkey nor recovery codes. Then the new link leads to this account.
    """

    help = "Prints a one-time link that makes the first account. An earlier link ends."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the option --at-start. With this option, the command prints nothing if no link can be made."""
        parser.add_argument(
            "--at-start", action="store_true", help="print nothing if an account exists already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the set-up link and its QR code. If no link can be made, print the reason.

        With --at-start, print nothing if no link can be made.
        """
        made = actions.make_set_up_link(now=timezone.now())
        if made is None:
            if not options["at_start"]:
                self.stdout.write(
                    "There is an account, so set-up links do not work any more. Its owner invites the others."
                )
            return
        address = links.address(settings.ORIGIN, made.token)
        # Print a QR code: the link is to be opened on a phone, and can't be copied from this screen to the phone.
        code = StringIO()
        segno.make(address, error="l", micro=False).terminal(out=code, border=2, compact=True)
        self.stdout.write(
            f"{code.getvalue()}\nMake the first account here: {address}\n"
            "Keep this link to yourself: the first person to open it makes the account. It ends when a new one is "
            f"printed, and on {made.expires_at:%d %B %Y}. Once there is an account with a passkey, it does not work "
            "any more."
        )
