"""E-mail in MODE=local (`make run`): messages are written to a folder and shown at `/_mail` instead of being sent."""

from __future__ import annotations

import email
import email.policy
import re
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage as ParsedMessage
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import render

#: Number of messages that are kept and shown; older ones are deleted.
KEPT = 50
# A sign-in code, which is on a separate line of the message.
_CODE = re.compile(r"^\s*([A-Z0-9]{3,5}-[A-Z0-9]{3,5}|[A-Z0-9]{4,8})\s*$", re.MULTILINE)


class Backend(BaseEmailBackend):
    """E-mail backend that writes each message to a separate file in settings.LOCAL_MAIL_DIR."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages and return their number. Keep only the newest `KEPT` messages of the folder."""
        folder: Path = settings.LOCAL_MAIL_DIR
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            # The names sort by time. The file is renamed once complete, so that the page never reads half a message.
            name = f"{time.time_ns():020d}-{secrets.token_hex(4)}"
            fresh = folder / f"{name}.fresh"
            fresh.write_bytes(message.message().as_bytes())
            fresh.rename(folder / f"{name}.eml")
        for old in sorted(folder.glob("*.eml"), reverse=True)[KEPT:]:
            old.unlink(missing_ok=True)
        return len(email_messages)


@dataclass(frozen=True, slots=True)
class SentMessage:
    """An e-mail as the page `/_mail` shows it. `code`: the sign-in code in its text, or ""."""

    to: str
    subject: str
    date: str
    code: str
    text: str


def _parsed(file: Path) -> SentMessage:
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert isinstance(message, ParsedMessage)
    body = message.get_body(preferencelist=("plain", "html"))
    text = str(body.get_content()).strip() if body is not None else ""
    code = _CODE.search(text)
    return SentMessage(
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        date=str(message["Date"] or ""),
        code=code.group(1) if code else "",
        text=text,
    )


def page(request: HttpRequest) -> HttpResponse:
    """Show the e-mails that were "sent", newest first. Respond 404 unless the app runs in MODE=local."""
    folder: Path | None = getattr(settings, "LOCAL_MAIL_DIR", None)
    if settings.MODE != "local" or folder is None:
        return HttpResponseNotFound()
    messages = [_parsed(file) for file in sorted(folder.glob("*.eml"), reverse=True)[:KEPT]]
    return render(request, "project/local_mail.html", {"messages": messages})
