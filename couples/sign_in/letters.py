"""The mails of signing in. They leave beside the request: how long a mail server takes tells nobody anything, and holds
nobody up. A code is in no queue and no table; one that is lost with its process is asked for again.
"""

from __future__ import annotations

from concurrent.futures import Executor, ThreadPoolExecutor

import structlog
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

log = structlog.get_logger(__name__)

#: Sends. Touches no table. At the end of the process, what is under way is sent before it goes.
pool: Executor = ThreadPoolExecutor(max_workers=4, thread_name_prefix="sign-in-mail")


def code(address: str, *, code: str) -> None:
    """The code for signing in."""
    pool.submit(_send, "code", address, code=code)


def no_code(address: str) -> None:
    """Where codes let nobody in: how to sign in instead."""
    pool.submit(_send, "no_code", address)


def new_address(address: str, *, code: str) -> None:
    """The code that proves that an account's new address is read by its owner."""
    pool.submit(_send, "new_address", address, code=code)


def _send(name: str, address: str, **context: str) -> None:
    try:
        _written(name, address, context).send()
    except Exception as error:
        # By its type alone: its text may hold an address.
        log.error("sign_in_mail_failed", error=type(error).__name__)


def _written(name: str, address: str, context: dict[str, str]) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(
        subject=render_to_string(f"couples/mail/{name}_subject.txt", context).strip(),
        body=render_to_string(f"couples/mail/{name}_message.txt", context).strip(),
        to=[address],
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string(f"couples/mail/{name}_message.html", context), "text/html")
    return mail
