"""An e-mail backend whose mail server cannot be reached."""

from __future__ import annotations

from typing import Any

from django.core.mail.backends.base import BaseEmailBackend


class Backend(BaseEmailBackend):
    """An e-mail backend that fails for every e-mail."""

    def send_messages(self, email_messages: Any) -> int:
        """Raise OSError, as if the mail server could not be reached."""
        raise OSError
