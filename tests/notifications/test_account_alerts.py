"""Tests of account alerts.

An alert is sent immediately, by e-mail and to all devices except the device that made the change.
"""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from checkins.models import CheckIn
from couples import actions as couples
from couples.models import Device
from couples.signed_in import sessions
from notifications import actions, queries, retention
from notifications.actions import account_alerts
from notifications.actions.subscriptions import MOST_DEVICES
from notifications.models import AccountAlert, Preference, PushSubscription, Reminder
from notifications.planning import policy
from notifications.sending import outbox, sender
from notifications.sending.outbox import RowOutcome
from tests.notifications.world import OPENS, Person, World
from tests.services.push import Browser, Reply

NIGHT = dt.datetime(2026, 3, 2, 2, 0, tzinfo=dt.UTC)


@pytest.fixture
def ada(world: World) -> Person:
    AccountAlert.objects.all().delete()
    Reminder.objects.all().delete()
    return world.ada


def _sign_in(person: Person, name: str, *, now: dt.datetime = NIGHT) -> Device:
    """Sign a person in with a new session, and return its device. `name` is the browser's User-Agent header."""
    store = sessions.SessionStore()
    store.create()
    couples.note_sign_in(person.user, session_key=str(store.session_key), user_agent=name, now=now)
    return Device.objects.get(session_id=sessions.stored_key(str(store.session_key)))


def _deliver(now: dt.datetime = NIGHT) -> int:
    return sender.deliver(clock=lambda: now)


def test_the_first_sign_in_of_all_is_no_news(ada: Person) -> None:
    _sign_in(ada, "")
    assert not AccountAlert.objects.exists()


def test_a_new_sign_in_is_told_at_night_to_who_wants_no_reminders(ada: Person) -> None:
    _sign_in(ada, "")
    ada.prefers(push=False, email=False)
    _sign_in(ada, "Mozilla/5.0 (Linux; Android 14) Chrome/130 Safari/537")
    assert _deliver() == 2
    [push] = ada.pushed
    assert (
        push["notification"]["body"]
        == "A new device signed in to your account. If it wasn't you, open “Sign-in and devices”."
    )
    assert push["notification"]["navigate"].endswith("/settings/sign-in")
    [mail] = ada.mailed
    assert mail.subject == "A new sign-in"
    for text in (str(push), mail.text, mail.html):
        assert ada.user.display_name not in text
        assert "Chrome" not in text
    assert "unsubscribe" not in mail.text.lower()
    assert {row.state for row in AccountAlert.objects.all()} == {"sent"}
    assert _deliver() == 0


def test_the_device_where_it_was_done_is_not_told(ada: Person) -> None:
    here = _sign_in(ada, "")
    PushSubscription.objects.filter(user=ada.user).update(device=here)
    other = Browser(ada.pushes.endpoint("laptop"))
    actions.save_subscription(ada.user, endpoint=other.endpoint, label="", now=OPENS, **other.keys)
    AccountAlert.objects.all().delete()
    account_alerts.owe(ada.user, "passkey_added", device=here, now=NIGHT)
    _deliver()
    assert ada.pushed == []
    assert len(ada.pushes.to(other.endpoint)) == 1


def test_a_changed_address_is_told_to_both_and_the_former_is_forgotten(ada: Person) -> None:
    former = str(ada.user.email)
    couples.change_email(ada.user, email="ada@new.example.org", session_key="", now=NIGHT)
    assert AccountAlert.objects.get(channel="former_email").address == former
    _deliver()
    for address in (former, "ada@new.example.org"):
        [mail] = ada.mails.to(address)
        assert mail.subject == "Your address was changed"
        assert "new.example.org" not in mail.text
    assert len(ada.pushed) == 1
    assert set(AccountAlert.objects.values_list("address", flat=True)) == {""}


def test_what_does_not_arrive_is_tried_again_where_it_did_not(ada: Person) -> None:
    second = Browser(ada.pushes.endpoint("second"))
    actions.save_subscription(ada.user, endpoint=second.endpoint, label="", now=OPENS, **second.keys)
    AccountAlert.objects.all().delete()
    ada.pushes.script(second.endpoint, Reply(503))
    account_alerts.owe(ada.user, "passkey_removed", device=None, now=NIGHT)
    _deliver()
    row = AccountAlert.objects.get(channel="push")
    assert (row.state, row.outcome) == ("pending", "push_503")
    _deliver(NIGHT + dt.timedelta(minutes=2))
    assert (len(ada.pushed), len(ada.pushes.to(second.endpoint))) == (1, 2)
    tags = {second.read(push)["notification"]["tag"] for push in ada.pushes.to(second.endpoint)}
    assert len(tags) == 1
    assert AccountAlert.objects.get(channel="push").state == "sent"


def test_a_dead_senders_row_is_sent_by_the_next_and_it_can_settle_nothing(ada: Person) -> None:
    account_alerts.owe(ada.user, "signed_in", device=None, now=NIGHT)
    [pk] = outbox.claim(now=NIGHT, limit=1).row_ids
    dead = AccountAlert.objects.get(pk=pk)
    assert _deliver(NIGHT + outbox.LEASE / 2) == 1  # the row on the other channel
    assert _deliver(NIGHT + outbox.LEASE) == 1
    late = RowOutcome(dead, AccountAlert.State.DROPPED, "unreachable", settled_at=NIGHT + outbox.LEASE)
    assert outbox.record_outcomes([late]) == set()
    assert AccountAlert.objects.get(pk=pk).state == "sent"


def test_after_a_week_it_is_no_news_and_gone_people_are_not_told(ada: Person) -> None:
    account_alerts.owe(ada.user, "signed_in", device=None, now=NIGHT)
    _deliver(NIGHT + policy.ALERT_IS_NEWS)
    assert ada.got == (0, 0)
    assert {row.state for row in AccountAlert.objects.all()} == {"dropped"}


def test_what_was_told_long_ago_is_forgotten(ada: Person) -> None:
    account_alerts.owe(ada.user, "signed_in", device=None, now=NIGHT)
    _deliver()
    account_alerts.owe(ada.user, "passkey_added", device=None, now=NIGHT)
    assert retention.purge_settled(now=NIGHT + retention.KEPT_FOR) == 0
    assert retention.purge_settled(now=NIGHT + retention.KEPT_FOR + dt.timedelta(seconds=1)) == 2
    assert {row.change for row in AccountAlert.objects.all()} == {"passkey_added"}


def test_alerts_go_before_the_reminders_that_are_due(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "BATCH_SIZE", 2)
    actions.plan_open(CheckIn.objects.get(), now=OPENS)
    account_alerts.owe(ada.user, "signed_in", device=None, now=NIGHT)
    claims = [set(outbox.claim(now=NIGHT, limit=3).row_ids) for _ in range(2)]
    assert claims[0] == set(AccountAlert.objects.values_list("pk", flat=True))
    assert claims[1] <= set(Reminder.objects.values_list("pk", flat=True))
    assert len(claims[1]) == 3


def test_a_pause_a_break_and_no_couple_hold_no_alert_back(ada: Person, world: World) -> None:
    world.pause()
    couples.leave(ada.user, now=NIGHT)
    account_alerts.owe(ada.user, "passkey_added", device=None, now=NIGHT)
    _deliver()
    assert ada.got == (1, 1)


def test_an_address_that_bounces_counts_as_bounced_unless_it_is_the_former_one(ada: Person) -> None:
    def bounced() -> bool:
        return Preference.objects.filter(user=ada.user, mail_returned_at__isnull=False).exists()

    former = str(ada.user.email)
    couples.change_email(ada.user, email="ada@new.example.org", session_key="", now=NIGHT)
    ada.mails.refuse(former, "550 5.1.1 no such mailbox")
    _deliver()
    assert not bounced()
    ada.mails.refuse("ada@new.example.org", "550 5.1.1 no such mailbox")
    account_alerts.owe(ada.user, "passkey_added", device=None, now=NIGHT)
    _deliver()
    assert bounced()


def test_one_occasion_is_told_once_on_a_channel(ada: Person) -> None:
    account_alerts.owe(ada.user, "signed_in", device=None, now=NIGHT)
    row = AccountAlert.objects.get(channel="push")
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountAlert.objects.bulk_create([row])


def test_a_device_that_is_signed_out_is_pushed_to_no_more(ada: Person) -> None:
    phone, laptop = _sign_in(ada, ""), _sign_in(ada, "")
    AccountAlert.objects.all().delete()
    PushSubscription.objects.filter(user=ada.user).update(device=phone)
    couples.sign_out_device(ada.user, device_id=phone.pk, now=NIGHT)
    assert not PushSubscription.objects.filter(user=ada.user).exists()
    account_alerts.owe(ada.user, "signed_in", device=laptop, now=NIGHT)
    _deliver()
    assert ada.got == (0, 1)


@pytest.mark.parametrize("way", ["forget", "sign out", "sign out others", "sign out everywhere", "crowd out"])
def test_nobody_who_got_in_can_let_a_device_go_before_it_is_told(ada: Person, way: str) -> None:
    phone = _sign_in(ada, "")
    AccountAlert.objects.all().delete()
    PushSubscription.objects.filter(user=ada.user).update(device=phone)
    _sign_in(ada, "")
    match way:
        case "forget":
            [known] = queries.subscriptions(ada.user)
            actions.remove_subscription(ada.user, subscription_id=known.pk, now=NIGHT)
        case "sign out":
            couples.sign_out_device(ada.user, device_id=phone.pk, now=NIGHT)
        case "sign out others":
            # The test does not know the intruder's session key. So this signs the intruder out as well.
            couples.sign_out_others(ada.user, session_key="", now=NIGHT)
        case "sign out everywhere":
            couples.sign_out_everywhere(ada.user, now=NIGHT)
        case _:
            for number in range(MOST_DEVICES):
                new, intruder = Browser(ada.pushes.endpoint(f"crowd-{number}")), _sign_in(ada, "")
                actions.save_subscription(
                    ada.user, intruder, endpoint=new.endpoint, label="", now=NIGHT, **new.keys
                )
    _deliver()
    signed_in = [push for push in ada.pushed if "signed in" in push["notification"]["body"]]
    assert len(signed_in) == (1 if way != "crowd out" else 1 + MOST_DEVICES)
    arrived = len(ada.pushed)
    # After the alert, the subscription is deleted or retired, and receives nothing else.
    own = PushSubscription.objects.filter(endpoint=ada.browser.endpoint)
    assert own.exists() is (way == "crowd out")
    assert not own.filter(retired_at=None).exists()
    account_alerts.owe(ada.user, "passkey_added", device=None, now=NIGHT + dt.timedelta(minutes=1))
    _deliver(NIGHT + dt.timedelta(minutes=1))
    assert len(ada.pushed) == arrived


def test_a_browser_that_is_forgotten_with_no_news_to_come_is_gone_at_once(ada: Person) -> None:
    [known] = queries.subscriptions(ada.user)
    actions.remove_subscription(ada.user, subscription_id=known.pk, now=NIGHT)
    assert not PushSubscription.objects.filter(user=ada.user).exists()
