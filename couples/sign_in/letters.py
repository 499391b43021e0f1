"""The mails of signing in. They leave when the answer has left: how long a mail server takes tells nobody anything,
and who an address belongs to is looked up only then."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.core.mail import EmailMultiAlternatives
from django.http import HttpResponse
from django.template.loader import render_to_string

from couples.accounts import known_owner

log = structlog.get_logger(__name__)


def after(answer: HttpResponse, send: Callable[[], None]) -> None:
    """Send when the answer has been given. A fault is logged by its type alone: its text may hold an address."""

    def guarded() -> None:
        try:
            send()
        except Exception as error:
            log.error("sign_in_mail_failed", error=type(error).__name__)

    # What Django closes once it has handed everything over (PEP 3333, "close"): no thread, no broker, no code at rest.
    answer._resource_closers.append(guarded)  # type: ignore[attr-defined]  # untold by its types


def sign_in(address: str, code: str) -> None:
    """The code for signing in; or, where codes let nobody in, how to sign in instead."""
    owner = known_owner(address)
    if owner is not None and owner.passkey_only:
        _send("no_code", address)
    else:
        _send("code", address, code=code)


def new_address(address: str, code: str) -> None:
    """The code that proves that an account's new address is read by its owner."""
    _send("new_address", address, code=code)


def _send(name: str, address: str, **context: str) -> None:
    subject = render_to_string(f"couples/mail/{name}_subject.txt", context).strip()
    mail = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"couples/mail/{name}_message.txt", context).strip(),
        to=[address],
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string(f"couples/mail/{name}_message.html", context), "text/html")
    mail.send()
