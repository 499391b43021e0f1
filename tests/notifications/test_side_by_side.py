"""Tests of parallel planning and sending: each reminder is written, reserved by a sender and sent once."""

from __future__ import annotations

import threading

import pytest
from django.db import connections

from checkins.models import CheckIn
from couples.models import Couple, Membership, User
from notifications.channels import ACCEPTED, SendResult
from notifications.channels.mail import Mailer
from notifications.models import Reminder
from notifications.sending import outbox, sender
from tests.notifications.reconciling import reconcile_all
from tests.notifications.world import CLOSES, OPENS, SETTLED, World
from tests.services.mail import MailSink
from tests.services.push import PushService

NOW = OPENS + SETTLED


@pytest.mark.django_db(transaction=True)
def test_senders_side_by_side_claim_each_row_once(pushes: PushService, mails: MailSink) -> None:
    World(pushes, mails)
    _many(400)
    claims: list[outbox.Claim] = []
    errors: list[Exception] = []
    start = threading.Barrier(4)

    def claim_all() -> None:
        try:
            start.wait()
            while (claim := outbox.claim(now=NOW, limit=17)).row_ids:
                claims.append(claim)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=claim_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    claimed = [pk for claim in claims for pk in claim.row_ids]
    assert len(claimed) == len(set(claimed)) == 404


@pytest.mark.django_db(transaction=True)
def test_senders_side_by_side_send_each_row_once(
    pushes: PushService, mails: MailSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(pushes, mails)
    _many(60)
    sent: list[object] = []

    def accept(_self: Mailer, address: str, *_: object, **__: object) -> SendResult:
        sent.append(address)
        return ACCEPTED

    monkeypatch.setattr(Mailer, "send", accept)
    errors: list[Exception] = []

    def deliver() -> None:
        try:
            sender.deliver(clock=lambda: NOW)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=deliver) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    assert len(sent) == len(set(sent)) == 62
    assert len(world.ada.pushed) == len(world.ben.pushed) == 1
    assert not Reminder.objects.filter(due_at__lte=NOW).exclude(state="sent").exists()


@pytest.mark.django_db(transaction=True)
def test_sweeps_side_by_side_write_each_row_once(pushes: PushService, mails: MailSink) -> None:
    World(pushes, mails)
    Reminder.objects.all().delete()
    errors: list[Exception] = []

    def sweep() -> None:
        try:
            reconcile_all(now=NOW)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=sweep) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    assert Reminder.objects.count() == 12


def _many(count: int) -> None:
    """Create `count` more people, each alone with an open check-in and an e-mail that is due."""
    template = Reminder.objects.filter(kind="opening", channel="email").first()
    assert template
    users = User.objects.bulk_create(User(email=f"many{n}@example.org", password="!") for n in range(count))
    Membership.objects.bulk_create(
        Membership(couple=couple, user=user, seat=1, joined_at=OPENS)
        for user, couple in zip(
            users,
            Couple.objects.bulk_create(Couple(kind="solo", created_at=OPENS) for _ in users),
            strict=True,
        )
    )
    check_ins = CheckIn.objects.bulk_create(
        CheckIn(
            couple_id=couple_id, number=1, opens_at=OPENS, closes_at=CLOSES, prompts=[], asked=0
        )
        for couple_id in Membership.objects.filter(user__in=users).values_list("couple_id", flat=True)
    )  # fmt: skip
    by_couple = {check_in.couple_id: check_in for check_in in check_ins}
    Reminder.objects.bulk_create(
        Reminder(
            user_id=user_id, check_in=by_couple[couple_id], kind="opening", channel="email", due_at=OPENS,
            not_after=template.not_after,
        )
        for user_id, couple_id in Membership.objects.filter(user__in=users).values_list("user_id", "couple_id")
    )  # fmt: skip
