"""`manage.py mail_returned < addresses`: note that e-mail to these addresses bounced.

Use it for e-mail over SMTP that is accepted at first and bounces later. Take the addresses from a bounce mailbox or a
log. An e-mail provider's API reports bounces by itself (`channels.mail_events`).
"""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from notifications import actions


class Command(BaseCommand):
    help = "Send no reminder to these addresses (one a line, on standard input) until their owner acts."

    def handle(self, *args: Any, **options: Any) -> None:
        """Store a bounce for each address on standard input that belongs to a person.

        Print no address, only two numbers: how many addresses belong to a person, and how many were given.
        """
        now = timezone.now()
        addresses = {line.strip() for line in sys.stdin if line.strip()}
        known = sum(actions.note_returned_address(address, now=now) for address in sorted(addresses))
        self.stdout.write(f"Held back: {known} of {len(addresses)}.")
