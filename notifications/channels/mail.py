"""E-mail: send one multipart message to one address. A `Mailer` keeps its SMTP connection open for the next e-mail."""

from __future__ import annotations

import asyncio
import contextlib
import re
import smtplib
from concurrent.futures import ThreadPoolExecutor
from email.utils import parseaddr
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils import translation

from notifications.channels import ACCEPTED, TIMED_OUT, SendResult, provider
from notifications.messages import unsubscribe
from notifications.messages.message import Message, topic

log = structlog.get_logger(__name__)


class Mailer:
    """Sender of e-mail over one connection.

    After a failure that affects all e-mail, such as a mail server that can't be reached, each further `send` returns
    the same result without trying to connect.
    """

    def __init__(self) -> None:
        self._connection: Any = None
        self._down: SendResult | None = None

    def send(self, address: str, message: Message) -> SendResult:
        """Send one e-mail. Errors of the network or of the mail server are returned as a result, not raised."""
        if self._down:
            return self._down
        mail = compose(address, message)
        try:
            if self._connection is None:
                # Assign before opening, so that the connection is closed even if the server refuses our password.
                self._connection = get_connection()
                self._connection.open()
            mail.connection = self._connection
            mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            status, text = max(error.recipients.values(), default=(550, b""))
            return self._again(_refusal(status, text, "address_refused"))
        except (smtplib.SMTPSenderRefused, smtplib.SMTPAuthenticationError) as error:
            if error.smtp_code < 500:  # busy, or out of room: for all e-mail, for now
                return self._give_up(SendResult("later", f"mail_{error.smtp_code}"))
            # The server refuses our sender address, not this person's address: an operator must look at it.
            log.error("mail_forbidden", status=error.smtp_code)
            return self._give_up(SendResult("unwelcome", f"mail_{error.smtp_code}"))
        except (smtplib.SMTPConnectError, smtplib.SMTPHeloError):
            return self._give_up(SendResult("later", "unreachable"))
        except smtplib.SMTPResponseException as error:
            return self._again(_refusal(error.smtp_code, error.smtp_error, "message_refused"))
        except provider.errors() as error:
            return self._of_provider(provider.result_of(error))
        except (smtplib.SMTPException, OSError) as error:
            return self._give_up(
                SendResult("later", "timeout" if isinstance(error, TimeoutError) else "unreachable")
            )
        return ACCEPTED

    def _of_provider(self, result: SendResult) -> SendResult:
        if result.status == "unwelcome":
            log.error("mail_forbidden", status=result.code)
        return self._give_up(result) if result.status in ("unwelcome", "later") else result

    def _again(self, result: SendResult) -> SendResult:
        """Close the connection after a refused e-mail, and return the `result` of that e-mail.

        The SMTP session may be in an unknown state after a refusal. So the next `send` opens a new connection.
        """
        self.close()
        return result

    def _give_up(self, result: SendResult) -> SendResult:
        self.close()
        self._down = result
        return result

    def close(self) -> None:
        """Close the connection. A later `send` opens a new connection, unless all e-mail has failed before."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                connection.close()


class MailQueue:
    """Queue that sends e-mails from an event loop, one at a time in a thread.

    A caller must hold the semaphore `slot` during each `send`. Otherwise the e-mail would wait for the thread, and the
    wait would count towards the time limit.
    """

    def __init__(self) -> None:
        self.slot = asyncio.Semaphore(1)
        self._begin()

    def _begin(self) -> None:
        self._mailer = Mailer()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")

    async def send(self, address: str, message: Message, *, within: float) -> SendResult:
        """Send one e-mail. Return the result "later" if this takes more than `within` seconds.

        The thread can't be stopped, so it may still send the e-mail after that time.
        """
        try:
            async with asyncio.timeout(within):
                return await asyncio.get_running_loop().run_in_executor(
                    self._pool, self._mailer.send, address, message
                )
        except TimeoutError:
            # The thread still waits for the server: use a new thread for the next e-mails.
            self.close()
            self._begin()
            return TIMED_OUT

    def close(self) -> None:
        """Close the connection in the background, after the thread has finished its current e-mail."""
        self._pool.submit(self._mailer.close)
        self._pool.shutdown(wait=False)


#: The second and third number of an enhanced status code (RFC 3463), if the server sends such a code.
_ENHANCED = re.compile(rb"\s*5\.(\d{1,3})\.(\d{1,3})\b")
#: Codes for an unknown mailbox, domain or address. 5.1.7 and 5.1.8 are about our sender address, so not listed.
_NOBODY_THERE = {(b"1", detail) for detail in (b"0", b"1", b"2", b"3", b"4", b"6", b"10")} | {(b"2", b"1")}


def _refusal(status: int, text: bytes | str, refused: str) -> SendResult:
    """Turn a refusal by the mail server into a result: "later", "refused" or "gone".

    "later": the refusal is temporary. "gone": the address does not exist, so it gets no more reminders.
    "refused": the server had another reason, such as suspected spam.

    `status` and `text` are the server's SMTP reply. `refused` says what was refused: "address_refused" or
    "message_refused". A result "refused" or "gone" has this value as its code.
    """
    if status < 500:
        return SendResult("later", f"mail_{status}")
    said = _ENHANCED.match(text if isinstance(text, bytes) else text.encode())
    by_address = refused == "address_refused" and status in (550, 551, 553)
    if said.groups() in _NOBODY_THERE if said else by_address:
        return SendResult("gone", refused)
    return SendResult("refused", refused)


def compose(address: str, message: Message) -> EmailMultiAlternatives:
    """Build the e-mail: plain text and HTML, one-click unsubscribe (RFC 8058), and a Message-ID.

    A retry has the same Message-ID. E-mails about a check-in refer to the Message-ID of the e-mail that announced
    the check-in, so that mailboxes show all e-mails about the check-in as one thread.

    Account alerts have no unsubscribe link.
    """
    unsubscribe_url = None if message.about == "account" else unsubscribe.url_for(message.user_id)
    context = {
        "message": message,
        "unsubscribe_url": unsubscribe_url,
        "settings_url": f"{settings.ORIGIN}/settings",
    }
    template = "reminder" if unsubscribe_url else "notice"
    with translation.override(message.language):
        plain = render_to_string(f"notifications/{template}.txt", context)
        page = render_to_string(f"notifications/{template}.html", context)
    headers = {"Message-ID": f"<{message.topic}@{_domain()}>", "Auto-Submitted": "auto-generated"}
    if message.check_in_id and message.about != "opening":
        opening = topic("opening", message.user_id, message.check_in_id)
        headers["References"] = f"<{opening}@{_domain()}>"
    if unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(subject=message.words.subject, body=plain, to=[address], headers=headers)
    mail.attach_alternative(page, "text/html")
    return mail


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
