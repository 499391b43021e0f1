"""`manage.py end_sessions`: sign everyone out, on every device."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from couples import actions


class Command(BaseCommand):
    """End all sessions and all calendar links. `manage.py restore` runs this after a restore. Safe to repeat."""

    help = "Ends all sessions and calendar links: a backup may hold some that were ended after it was made."

    def handle(self, *args: Any, **options: Any) -> None:
        """End every session. Drafts that have not been sent yet stay on people's devices.

        Calendar links end as well, as they do when a person signs out everywhere. With `--verbosity 0`, print nothing.
        """
        ended = actions.sign_out_everyone(now=timezone.now())
        if options["verbosity"]:
            self.stdout.write(f"Ended sessions: {ended}.")
