"""E-mail: one multipart message to one address, over a connection that a batch shares."""

from __future__ import annotations

import contextlib
import re
import smtplib
from email.utils import parseaddr
from types import TracebackType
from typing import Any, Self

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils import translation

from notifications.channels import ACCEPTED, Result, provider
from notifications.message import Message, topic

log = structlog.get_logger(__name__)


class Mailer:
    """Sends a batch's mails over one connection. After the server was unreachable once, the rest of the batch is
    answered "later" without waiting for it again."""

    def __init__(self) -> None:
        self._connection: Any = None
        self._down: Result | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._hang_up()

    def send(self, address: str, message: Message, *, unsubscribe_url: str | None) -> Result:
        """Send one mail. Never raises for what the network or the mail server does."""
        if self._down:
            return self._down
        mail = compose(address, message, unsubscribe_url=unsubscribe_url)
        try:
            if self._connection is None:
                # Known before it is open: who is refused at signing in has connected already.
                self._connection = get_connection()
                self._connection.open()
            mail.connection = self._connection
            mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            status, text = max(error.recipients.values(), default=(550, b""))
            return self._again(_refusal(status, text, "address_refused"))
        except (smtplib.SMTPSenderRefused, smtplib.SMTPAuthenticationError) as error:
            if error.smtp_code < 500:  # busy, or out of room: with everybody's mail for now
                return self._give_up(Result("later", f"mail_{error.smtp_code}"))
            # Not this person's address but ours is refused: an operator has to look.
            log.error("mail_forbidden", status=error.smtp_code)
            return self._give_up(Result("unwelcome", f"mail_{error.smtp_code}"))
        except (smtplib.SMTPConnectError, smtplib.SMTPHeloError):
            return self._give_up(Result("later", "unreachable"))
        except smtplib.SMTPResponseException as error:
            return self._again(_refusal(error.smtp_code, error.smtp_error, "message_refused"))
        except provider.errors() as error:
            return self._of_provider(provider.answer(error))
        except (smtplib.SMTPException, OSError) as error:
            return self._give_up(
                Result("later", "timeout" if isinstance(error, TimeoutError) else "unreachable")
            )
        return ACCEPTED

    def _of_provider(self, result: Result) -> Result:
        if result.answer == "unwelcome":
            log.error("mail_forbidden", status=result.code)
        return self._give_up(result) if result.answer in ("unwelcome", "later") else result

    def _again(self, result: Result) -> Result:
        """The server answered, so it lives; what state the conversation is in is not worth knowing."""
        self._hang_up()
        return result

    def _give_up(self, result: Result) -> Result:
        self._hang_up()
        self._down = result
        return result

    def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                connection.close()


#: The second and third number of an enhanced status code (RFC 3463), where a server gives one.
_ENHANCED = re.compile(rb"\s*5\.(\d{1,3})\.(\d{1,3})\b")
#: There is no such mailbox, domain or address; 5.1.7 and 5.1.8 mean that of ours.
_NOBODY_THERE = {(b"1", detail) for detail in (b"0", b"1", b"2", b"3", b"4", b"6", b"10")} | {(b"2", b"1")}


def _refusal(status: int, text: bytes | str, refused: str) -> Result:
    """What a server's refusal means: try later, never this message, or nobody lives at this address any more.

    What is refused for another reason than the address, as what is taken for spam is, says nothing of the next mail.
    """
    if status < 500:
        return Result("later", f"mail_{status}")
    said = _ENHANCED.match(text if isinstance(text, bytes) else text.encode())
    by_address = refused == "address_refused" and status in (550, 551, 553)
    if said.groups() in _NOBODY_THERE if said else by_address:
        return Result("gone", refused)
    return Result("refused", refused)


def compose(address: str, message: Message, *, unsubscribe_url: str | None) -> EmailMultiAlternatives:
    """The mail: plain text and HTML, one-click unsubscribe (RFC 8058), and a Message-ID that a second try shares. What
    comes about the same check-in hangs together in a mailbox, under that of the opening.

    Without an address to unsubscribe at, it is news of one's own account, which nobody can be without.
    """
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
    if message.thread and message.about != "opening":
        headers["References"] = f"<{topic('opening', *message.thread)}@{_domain()}>"
    if unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(subject=message.words.subject, body=plain, to=[address], headers=headers)
    mail.attach_alternative(page, "text/html")
    return mail


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
