"""Tests of e-mail through a provider's API, and of the provider's events about delivery.

The test backend of django-anymail receives the e-mails. The events have the form of Postmark's webhook requests.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused
from anymail.signals import tracking
from django.test import Client
from django.urls import include, path

from notifications.channels import SendResult, mail_events, provider
from notifications.models import Preference, Reminder
from project import urls
from tests.notifications.world import OPENS, SETTLED, World

START = OPENS + SETTLED
SECRET = "postmark:let-me-in"
urlpatterns: list[Any] = []


@pytest.fixture
def postmark(settings: Any) -> Iterator[None]:
    """Configure the app to send e-mail through Postmark, as `EMAIL_URL=anymail://postmark` does."""
    settings.MAIL_PROVIDER = "postmark"
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}
    settings.ROOT_URLCONF = __name__
    mail_events.connect()
    urlpatterns[:] = [path("api/mail/", include(mail_events.routes())), *urls.urlpatterns]
    yield
    assert tracking.disconnect(dispatch_uid="notifications.mail_events")


def tell(event: dict[str, Any], secret: str = SECRET) -> int:
    """Send one of the provider's events to the app's webhook with this secret, and return the HTTP status."""
    given = base64.b64encode(secret.encode()).decode()
    answer = Client(raise_request_exception=False).post(
        "/api/mail/postmark/tracking/",
        event,
        content_type="application/json",
        headers={"Authorization": f"Basic {given}"},
    )
    return answer.status_code


def bounce(address: str, kind: str = "HardBounce") -> dict[str, Any]:
    """Return the event that Postmark sends after an e-mail to this address has bounced.

    `kind` is Postmark's name for the kind of bounce.
    """
    return {
        "RecordType": "Bounce", "Type": kind, "TypeCode": 1, "MessageID": "1", "Email": address, "ID": 1,
        "BouncedAt": "2026-03-01T18:05:00Z",
    }  # fmt: skip


def chosen(world: World) -> Preference:
    return Preference.objects.get(user=world.ada.user)


def test_where_a_mail_came_back_from_no_reminder_goes(world: World, postmark: None) -> None:
    assert tell(bounce(str(world.ada.user.email).upper())) == 200
    assert chosen(world).mail_returned_at is not None
    world.deliver(START)
    assert world.ada.got == (1, 0)
    assert world.ben.got == (1, 1)
    assert [row.outcome for row in world.ada.rows(kind="opening", channel="email")] == ["unreachable"]


def test_who_calls_it_spam_gets_no_more(world: World, postmark: None) -> None:
    assert (
        tell({**bounce(str(world.ada.user.email)), "RecordType": "SpamComplaint", "Type": "SpamComplaint"})
        == 200
    )
    assert (chosen(world).email, chosen(world).mail_returned_at) == (False, None)


def test_an_unknown_address_changes_nothing(world: World, postmark: None) -> None:
    assert tell(bounce("nobody@example.org")) == 200
    assert not Preference.objects.filter(mail_returned_at__isnull=False).exists()


def test_only_the_provider_is_believed(world: World, postmark: None) -> None:
    assert tell(bounce(str(world.ada.user.email)), secret="postmark:guess") == 400
    assert chosen(world).mail_returned_at is None


def test_that_a_mail_was_opened_is_not_looked_at(world: World, postmark: None) -> None:
    opened = {"RecordType": "Open", "MessageID": "1", "Recipient": world.ada.user.email}
    before = Preference.objects.filter(user=world.ada.user).values().get()
    assert tell(opened) == 200
    assert Preference.objects.filter(user=world.ada.user).values().get() == before


def test_no_other_provider_is_listened_to(postmark: None) -> None:
    assert [pattern.name for pattern in mail_events.routes()] == ["postmark_tracking_webhook"]


def test_without_a_provider_there_is_nothing_to_tell() -> None:
    assert mail_events.routes() == []
    assert provider.errors() == ()


@pytest.mark.parametrize(
    ("error", "result"),
    [
        (AnymailRecipientsRefused(), SendResult("gone", "address_refused")),
        (AnymailAPIError("", status_code=422), SendResult("refused", "message_refused")),
        (AnymailAPIError("", status_code=401), SendResult("unwelcome", "mail_401")),
        (AnymailAPIError("", status_code=429), SendResult("later", "mail_429")),
        (AnymailAPIError("", status_code=503), SendResult("later", "mail_503")),
        (AnymailAPIError(""), SendResult("later", "unreachable")),
    ],
)
def test_what_the_api_answers(
    world: World,
    postmark: None,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    result: SendResult,
) -> None:
    settings.EMAIL_BACKEND = "anymail.backends.test.EmailBackend"

    def refuse(*_: Any, **__: Any) -> Any:
        raise error

    monkeypatch.setattr("anymail.backends.test.EmailBackend.post_to_esp", refuse)
    Reminder.objects.exclude(user=world.ada.user, channel="email", kind="opening").delete()
    world.deliver(START)
    [row] = Reminder.objects.all()
    state = {"gone": "dropped", "refused": "failed"}.get(result.status, "pending")
    outcome = "unreachable" if result.status == "gone" else result.code
    assert (row.state, row.outcome) == (state, outcome)
    assert (chosen(world).mail_returned_at is not None) is (result.status == "gone")
