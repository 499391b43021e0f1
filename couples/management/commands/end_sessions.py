"""`manage.py end_sessions`: sign everyone out, on every device."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """End all sessions. This is needed after a restore (docs/operations.md, "Restore"). Safe to repeat."""

    help = "Ends all sessions: a backup holds sessions that were ended after it was made."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete every session. Drafts that have not been sent yet stay on people's devices."""
        ended, _rows = Session.objects.all().delete()
        self.stdout.write(f"Ended sessions: {ended}.")
