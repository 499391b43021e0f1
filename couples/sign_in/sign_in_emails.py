"""Send the e-mails for signing in while the request waits, so that the screen can say whether a code was sent.

Each e-mail is sent by another thread, and the request waits a few seconds for the mail server's answer. Every address
gets one e-mail, with or without an account, so that neither the response nor its timing reveals an account. Codes are
not queued or stored for sending: if an e-mail can't be sent, the person has to ask for another code.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from couples import signals
from couples.errors import TryLater

log = structlog.get_logger(__name__)

#: Seconds for which a request waits for the mail server.
SEND_TIMEOUT = 4.0
#: Requests of this process that may wait at the same time. If the mail server hangs, other requests still need threads.
MAX_WAITING = 4
#: Sends the e-mails, without using the database. At the end of the process, e-mails that have begun are still sent.
pool: Executor = ThreadPoolExecutor(max_workers=MAX_WAITING, thread_name_prefix="sign-in-mail")
_slots = threading.BoundedSemaphore(MAX_WAITING)


def send_sign_in_code(address: str, *, code: str, takes_code: bool, language: str) -> None:
    """Send a sign-in code. If the account takes no codes, send instructions for signing in without a code instead.

    Both kinds of e-mail are rendered in every language, but only the right e-mail is sent. So the response time
    reveals neither the kind of e-mail nor the language of the account. Raises TryLater if the mail server did not
    accept the e-mail.
    """
    kinds = ("code", "no_code") if takes_code else ("no_code", "code")
    languages = sorted(dict(settings.LANGUAGES), key=lambda each: each != language)
    _deliver(address, [(name, each) for each in languages for name in kinds], code)


def send_new_address_code(address: str, *, code: str, language: str) -> None:
    """Send a code to the new e-mail address of an account.

    The owner has to enter the code, to prove that they read e-mail there. Raises TryLater if the mail server did not
    accept the e-mail.
    """
    _deliver(address, [("new_address", language)], code)


def _deliver(address: str, names: Sequence[tuple[str, str]], code: str) -> None:
    """Render several e-mails with this code, but send only the first. `names`: each e-mail's template and language.

    Because all e-mails are rendered, the time does not reveal which e-mail is sent. Raises TryLater if the mail server
    did not accept the e-mail.
    """
    sent = _sent_in_time(address, names, code)
    signals.sign_in_mail.send(None, sent=sent)
    if not sent:
        raise TryLater(
            _("We couldn't send a code just now. Check the address, and try again in a few minutes.")
        )


def _sent_in_time(address: str, names: Sequence[tuple[str, str]], code: str) -> bool:
    if not _slots.acquire(blocking=False):
        log.error("sign_in_mail_failed", error="Busy")
        return False
    try:
        sending = pool.submit(_send, address, names, code)
        try:
            return sending.result(SEND_TIMEOUT)
        except TimeoutError:
            sending.cancel()  # works only before it has begun
            log.error("sign_in_mail_failed", error="TimeoutError")
            return False
    finally:
        _slots.release()


def _send(address: str, names: Sequence[tuple[str, str]], code: str) -> bool:
    try:
        chosen, *_others = [_rendered(*name, address, {"code": code}) for name in names]
        chosen.send()
    except Exception as error:
        # Log only the type of the error, because its text may contain an address.
        log.error("sign_in_mail_failed", error=type(error).__name__)
        return False
    return True


def _rendered(name: str, language: str, address: str, context: dict[str, str]) -> EmailMultiAlternatives:
    # The active language belongs to a thread, and this is not the thread of the request.
    with translation.override(language):
        mail = EmailMultiAlternatives(
            subject=render_to_string(f"couples/mail/{name}_subject.txt", context).strip(),
            body=render_to_string(f"couples/mail/{name}_message.txt", context).strip(),
            to=[address],
            headers={"Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(render_to_string(f"couples/mail/{name}_message.html", context), "text/html")
    return mail
