"""Register and remove the browsers that get pushes. Each is stored as a push subscription.

A removed browser still gets the account alerts that were pending when it was removed. Otherwise an intruder with
access to the owner's e-mail could sign the owner's devices out, or remove the owner's browsers, before the alert
about the intrusion reaches the owner. So while such an alert is pending, the push subscription of a removed browser
stays stored, but gets nothing else.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from couples.actions.devices import send_alert_about_device
from couples.compiled import among, as_one, execute, prepared
from couples.errors import NotFound
from couples.models import Device, User
from notifications import meters
from notifications.channels import SendResult
from notifications.models import AccountAlert, PushSubscription

__all__ = [
    "forget_kept",
    "keep_for_alerts",
    "note_push_results",
    "remove_subscription",
    "save_subscription",
]

#: Maximum number of live browsers of one person. A further browser replaces the oldest.
MOST_DEVICES = 10
_TABLE = PushSubscription._meta.db_table


def save_subscription(
    actor: User,
    device: Device | None = None,
    /,
    *,
    endpoint: str,
    p256dh: str,
    auth: str,
    label: str,
    now: dt.datetime,
) -> PushSubscription:
    """Register the browser that the actor uses now, and return its push subscription.

    Safe to repeat: browsers register at every start. `endpoint` is the URL to which pushes are sent. `p256dh` and
    `auth` are the browser's keys for encrypted pushes. `label` is the browser's name; if empty, the stored name stays.

    `device` is the signed-in session of this request. A new endpoint of a device replaces the old endpoint. Signing
    out removes the device's endpoint. The actor gets an account alert about each new endpoint, also on the replaced
    endpoint, so that no one can secretly add a browser that gets the actor's pushes.

    An endpoint belongs to a browser, not to a person. On a shared phone, only the person who signed in last gets
    reminders, so that no one sees another person's reminders. A person has at most `MOST_DEVICES` browsers: a further
    browser replaces the oldest.
    """
    current: dict[str, Any] = {
        "user": actor, "endpoint": endpoint, "p256dh": p256dh, "auth": auth, "retired_at": None, "device": device
    }  # fmt: skip
    if label:  # a service worker that renews a subscription has no label: keep the former label
        current["label"] = label
    endpoint_hash = hashlib.sha256(endpoint.encode()).digest()
    with transaction.atomic():
        known = PushSubscription.objects.filter(
            endpoint_hash=endpoint_hash, user=actor, device=device
        ).exists()
        subscription, _created = PushSubscription.objects.update_or_create(
            endpoint_hash=endpoint_hash,
            defaults=current,
            create_defaults={**current, "created_at": now},
        )
        if not known:
            send_alert_about_device(actor, "receiver_added", device=device, now=now)
            _replace(actor, device, subscription, now=now)
        others = PushSubscription.objects.filter(user=actor, retired_at=None).exclude(pk=subscription.pk)
        newest = others.order_by("-created_at").values_list("pk", flat=True)[: MOST_DEVICES - 1]
        _retire(others.exclude(pk__in=list(newest)).values_list("pk", flat=True), now=now)
    return subscription


def _replace(actor: User, device: Device | None, new: PushSubscription, *, now: dt.datetime) -> None:
    """Remove this device's former endpoints (push URLs), but send them the account alert about the new endpoint."""
    if device is not None:
        earlier = PushSubscription.objects.filter(user=actor, device=device).exclude(pk=new.pk)
        if not keep_for_alerts(actor, earlier, now=now):
            earlier.delete()


@transaction.atomic
def remove_subscription(actor: User, *, subscription_id: UUID, now: dt.datetime) -> None:
    """Remove one of the actor's push subscriptions. Raises NotFound if the actor has no such subscription.

    If an account alert by push is pending, the subscription stays stored until that alert is sent.
    """
    kept_for_alerts = Q(device=None, retired_at__isnull=False)
    going = PushSubscription.objects.filter(~kept_for_alerts, pk=subscription_id, user=actor)
    if not going.exists():
        raise NotFound(_("There is nothing here."))
    if not keep_for_alerts(actor, going, now=now):
        going.delete()


def note_push_results(results: Mapping[UUID, SendResult], *, now: dt.datetime) -> None:
    """Store what the results of pushes say about the push subscriptions to which the pushes were sent.

    If the result is `gone`, the subscription is retired, so it gets no more reminders. If the result is `accepted`,
    `now` is stored as the time of the last push. The keys of `results` are the ids of the push subscriptions.
    """
    if gone := [pk for pk, result in results.items() if result.status == "gone"]:
        _retire(gone, now=now)
        meters.count(meters.RETIRED, len(gone))
    if reached := [pk for pk, result in results.items() if result.status == "accepted"]:
        # Rows that another writer holds are skipped.
        locks = connection.features.has_select_for_no_key_update
        lock = " ORDER BY id FOR NO KEY UPDATE SKIP LOCKED" if locks else ""
        execute(
            f"WITH free AS MATERIALIZED (SELECT id FROM {_TABLE} WHERE {among('id')}{lock}) "
            f"UPDATE {_TABLE} SET last_sent_at = %s WHERE id IN (SELECT id FROM free)",
            [as_one(reached), *prepared(PushSubscription, [("last_sent_at", now)])],
        )


def _retire(subscription_ids: Iterable[UUID], *, now: dt.datetime) -> None:
    """Mark these push subscriptions as retired, so that they get no more reminders."""
    PushSubscription.objects.filter(pk__in=list(subscription_ids), retired_at=None).update(retired_at=now)


def keep_for_alerts(user: User, going: QuerySet[PushSubscription], *, now: dt.datetime) -> bool:
    """Keep the push subscriptions `going` instead of removing them, if an account alert by push is pending.

    Kept subscriptions no longer belong to a device. They get only the alerts about changes before this call. Return
    True if the subscriptions were kept. Otherwise return False; the caller then deletes them.
    """
    if not _owed(user.pk):
        return False
    going.filter(user=user).update(device=None, retired_at=Coalesce("retired_at", now))
    return True


def forget_kept(user_id: UUID) -> None:
    """If no account alert by push is pending, delete the push subscriptions that were kept only for such alerts."""
    if not _owed(user_id):
        PushSubscription.objects.filter(user=user_id, device=None, retired_at__isnull=False).delete()


def _owed(user_id: UUID) -> bool:
    alerts = AccountAlert.objects.filter(user=user_id, channel=AccountAlert.Channel.PUSH)
    return alerts.filter(state=AccountAlert.State.PENDING).exists()
