"""The mails of signing in: sent at once, so that the screen can say truly whether a code was sent.

The mail goes out in a thread of its own, and the request waits for the mail server's answer, for a bounded time. Every
address gets one mail, whether it has an account or not, so neither the answer nor its time says anything of an account.
A code is in no queue and no table: if it cannot be sent, the person asks for another.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor

import structlog
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from couples import signals
from couples.errors import TryLater

log = structlog.get_logger(__name__)

#: Seconds for which a request waits for the mail server.
PATIENCE = 4.0
#: Requests of this process that may wait at the same time. A mail server that hangs must leave threads to the others.
MAX_WAITING = 4
#: Sends. Touches no table. At the end of the process, what is under way is sent before it goes.
pool: Executor = ThreadPoolExecutor(max_workers=MAX_WAITING, thread_name_prefix="sign-in-mail")
_places = threading.BoundedSemaphore(MAX_WAITING)


def sign_in(address: str, *, code: str, takes_code: bool) -> None:
    """Send the code for signing in, or, where codes let nobody in, how to sign in instead.

    Both mails are written and one is sent, so that the time of the answer does not tell which. Raises TryLater if the
    mail server did not take it.
    """
    _deliver(address, ("code", "no_code") if takes_code else ("no_code", "code"), code)


def new_address(address: str, *, code: str) -> None:
    """Send the code that proves that an account's new address is read by its owner. Raises TryLater."""
    _deliver(address, ("new_address",), code)


def _deliver(address: str, names: Sequence[str], code: str) -> None:
    """Write the mails of these names and send the first."""
    sent = _sent_in_time(address, names, code)
    signals.sign_in_mail.send(None, sent=sent)
    if not sent:
        raise TryLater(
            _("No code could be sent just now. Check the address, and try again in a few minutes.")
        )


def _sent_in_time(address: str, names: Sequence[str], code: str) -> bool:
    if not _places.acquire(blocking=False):
        log.error("sign_in_mail_failed", error="Busy")
        return False
    try:
        sending = pool.submit(_send, address, names, code)
        try:
            return sending.result(PATIENCE)
        except TimeoutError:
            sending.cancel()  # if it has not begun
            log.error("sign_in_mail_failed", error="TimeoutError")
            return False
    finally:
        _places.release()


def _send(address: str, names: Sequence[str], code: str) -> bool:
    try:
        chosen, *_others = [_written(name, address, {"code": code}) for name in names]
        chosen.send()
    except Exception as error:
        # By its type alone: its text may hold an address.
        log.error("sign_in_mail_failed", error=type(error).__name__)
        return False
    return True


def _written(name: str, address: str, context: dict[str, str]) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(
        subject=render_to_string(f"couples/mail/{name}_subject.txt", context).strip(),
        body=render_to_string(f"couples/mail/{name}_message.txt", context).strip(),
        to=[address],
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string(f"couples/mail/{name}_message.html", context), "text/html")
    return mail
