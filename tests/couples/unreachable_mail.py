"""A mail server that cannot be reached."""

from __future__ import annotations

from typing import Any

from django.core.mail.backends.base import BaseEmailBackend


class Backend(BaseEmailBackend):
    """Fails at the first mail."""

    def send_messages(self, email_messages: Any) -> int:
        """Raises OSError."""
        raise OSError
