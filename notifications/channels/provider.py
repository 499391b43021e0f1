"""Errors of an e-mail provider's API, for servers that send e-mail through such an API instead of SMTP."""

from __future__ import annotations

from django.conf import settings

from notifications.channels import SendResult


def errors() -> tuple[type[Exception], ...]:
    """Return the exceptions that the e-mail provider's API may raise. Empty without a provider."""
    if not settings.MAIL_PROVIDER:
        return ()
    from anymail.exceptions import AnymailError

    return (AnymailError,)


def result_of(error: Exception) -> SendResult:
    """Turn an error of the e-mail provider's API into the result of a send."""
    if type(error).__name__ in ("AnymailRecipientsRefused", "AnymailInvalidAddress"):
        return SendResult("gone", "address_refused")
    status: int | None = getattr(error, "status_code", None)
    if status in (401, 403):
        return SendResult("unwelcome", f"mail_{status}")
    if status is None:
        return SendResult("later", "unreachable")
    if status == 429 or status >= 500:
        return SendResult("later", f"mail_{status}")
    return SendResult("refused", "message_refused")
