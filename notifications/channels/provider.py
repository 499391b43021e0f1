"""What the API of a mail provider says of a mail, in place of a mail server."""

from __future__ import annotations

from django.conf import settings

from notifications.channels import Result


def errors() -> tuple[type[Exception], ...]:
    """What sending raises where a provider takes the mail."""
    if not settings.MAIL_PROVIDER:
        return ()
    from anymail.exceptions import AnymailError

    return (AnymailError,)


def answer(error: Exception) -> Result:
    """What such an error means."""
    if type(error).__name__ in ("AnymailRecipientsRefused", "AnymailInvalidAddress"):
        return Result("gone", "address_refused")
    status: int | None = getattr(error, "status_code", None)
    if status in (401, 403):
        return Result("unwelcome", f"mail_{status}")
    if status is None:
        return Result("later", "unreachable")
    if status == 429 or status >= 500:
        return Result("later", f"mail_{status}")
    return Result("refused", "message_refused")
