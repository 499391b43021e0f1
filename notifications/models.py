"""Tables of messages (reminders and account alerts), preferences, push subscriptions, nudges and calendar links.

Each message is stored as a row of the outbox before it is sent.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from checkins.models import CheckIn
from couples.models import Device, Membership
from notifications.planning.kinds import KINDS, ReminderKind


class Preference(models.Model):
    """Reminder preferences of one person. Quiet hours are in the person's current time zone."""

    class Text(models.TextChoices):
        GENERIC = "generic"
        WARM = "warm"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="reminder_preference",
    )
    push = models.BooleanField(default=True)
    #: `email`: send an e-mail if no push arrives. `email_too`: send an e-mail even if a push arrives.
    email = models.BooleanField(default=True)
    email_too = models.BooleanField(default=False)
    #: When an e-mail to the current address bounced permanently. No reminder goes there until the person acts.
    mail_returned_at = models.DateTimeField(null=True, blank=True)
    quiet_from = models.TimeField(default=dt.time(22, 0))
    quiet_to = models.TimeField(default=dt.time(8, 0))
    text = models.CharField(max_length=8, choices=Text.choices, default=Text.GENERIC)
    #: The kinds that the person has switched on or off (`{"repeat": false}`). Other kinds have the registry's default.
    chosen_kinds = models.JSONField(default=dict, blank=True)
    #: Maximum number of reminders to answer one check-in, whatever the number of channels. The default is two: the
    #: reminder that it opened, and another.
    at_most = models.PositiveSmallIntegerField(default=2)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(at_most__gte=1, at_most__lte=3), name="preference_allows_one_to_three"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def kinds(self) -> dict[ReminderKind, bool]:
        """Return each kind of reminder, and whether the person wants it."""
        return {kind: self.chosen_kinds.get(kind, rules.on_by_default) for kind, rules in KINDS.items()}


class PushSubscription(models.Model):
    """One browser that accepts pushes, with its endpoint (the URL to which pushes are sent).

    The unique index is on the hash of the endpoint, because endpoints may be long.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="push_subscriptions"
    )
    endpoint = models.URLField(max_length=1024)
    endpoint_hash = models.BinaryField(max_length=32, unique=True)
    p256dh = models.CharField(max_length=128)
    auth = models.CharField(max_length=64)
    label = models.CharField(max_length=60, blank=True)
    #: The session in that browser. When it ends, so does the subscription: a signed-out phone gets no reminder.
    device = models.ForeignKey(
        Device, null=True, blank=True, on_delete=models.CASCADE, related_name="push_subscriptions"
    )
    created_at = models.DateTimeField()
    last_sent_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["user"], condition=Q(retired_at=None), name="push_subscription_live")
        ]

    def __str__(self) -> str:
        return str(self.id)


class OutboxRow(models.Model):
    """One message owed to one person on one channel: a reminder about a check-in, or an account alert."""

    #: The `kind` of every account alert.
    ALERT: ClassVar = "account"

    class Channel(models.TextChoices):
        PUSH = "push"
        EMAIL = "email"
        #: For alerts only: the account's former address. Its reader may still be the owner.
        FORMER_EMAIL = "former_email"

    class State(models.TextChoices):
        PENDING = "pending"
        SENT = "sent"
        #: No longer owed: answered, paused, left, too late. `outcome` says which.
        DROPPED = "dropped"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="outbox_rows")
    #: One of `planning.kinds.KINDS`, or ALERT. Not `choices`, so that a new kind needs no migration.
    kind = models.CharField(max_length=24)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    due_at = models.DateTimeField()
    not_after = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.PENDING)
    outcome = models.CharField(max_length=32, blank=True, help_text="a code, never a text of anybody's")
    attempts = models.PositiveSmallIntegerField(default=0)
    #: Ids of the subscriptions that accepted the message, so that a retry goes only to the others.
    reached = models.JSONField(default=list, blank=True)
    #: The lease: until when a sender may work on this row, and the fencing token of that sender.
    leased_until = models.DateTimeField(null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    #: For a reminder: its check-in.
    check_in = models.ForeignKey(
        CheckIn, null=True, blank=True, on_delete=models.CASCADE, related_name="reminders"
    )
    #: For a reminder: when the person last put it off, after it arrived. It is due again, and is not counted twice.
    snoozed_at = models.DateTimeField(null=True, blank=True)

    #: For an alert: the id of its event, which the rows of all channels share, and what has changed.
    occasion = models.UUIDField(null=True, blank=True)
    change = models.CharField(max_length=24, blank=True, default="", db_default="")
    #: For an alert: the device that made the change, which gets no alert. Few rows have it, so the index is partial.
    done_on = models.ForeignKey(
        Device, null=True, blank=True, on_delete=models.SET_NULL, db_index=False, related_name="alerts"
    )
    #: For an alert: the former address. It is removed once the row is settled.
    address = models.EmailField(blank=True, default="", db_default="")

    class Meta:
        db_table = "notifications_reminder"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(check_in__isnull=False, occasion=None) | Q(check_in=None, occasion__isnull=False),
                name="outbox_row_is_reminder_or_alert",
            ),
            models.UniqueConstraint(
                fields=["user", "check_in", "kind", "channel"], name="reminder_owed_once"
            ),
            models.UniqueConstraint(
                fields=["occasion", "channel"], condition=Q(occasion__isnull=False), name="alert_owed_once"
            ),
            models.CheckConstraint(
                condition=Q(due_at__lt=F("not_after")), name="reminder_due_before_too_late"
            ),
            models.CheckConstraint(
                condition=Q(state="pending", settled_at=None)
                | (~Q(state="pending") & Q(settled_at__isnull=False)),
                name="reminder_settled_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="pending") | Q(address=""), name="settled_alert_keeps_no_address"
            ),
            models.CheckConstraint(
                condition=Q(lease=None, leased_until=None)
                | Q(lease__isnull=False, leased_until__isnull=False),
                name="reminder_lease_has_its_end",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(state="pending"), name="reminder_due"),
            models.Index(fields=["due_at"], condition=Q(state="pending", check_in=None), name="alert_due"),
            models.Index(fields=["settled_at"], condition=~Q(state="pending"), name="reminder_settled"),
            models.Index(fields=["done_on"], condition=Q(done_on__isnull=False), name="alert_done_on"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def has_arrived(self) -> bool:
        """Whether the message arrived on its channel.

        A reminder that was put off has arrived before, although it is pending again.
        """
        return self.state == self.State.SENT or bool(self.reached) or self.snoozed_at is not None


class ReminderRows(models.Manager["Reminder"]):
    """Manager of reminders: the rows of the outbox that belong to a check-in.

    A query for one check-in should use `OutboxRow.objects` instead. All rows of a check-in are reminders, and the extra
    condition of this manager can make PostgreSQL choose the wrong index.
    """

    def get_queryset(self) -> models.QuerySet[Reminder]:
        """Leave out account alerts."""
        return super().get_queryset().filter(check_in__isnull=False)


class Reminder(OutboxRow):
    """A row of the outbox that is a reminder about a check-in."""

    objects: ClassVar[ReminderRows] = ReminderRows()

    class Meta:
        proxy = True


class AlertRows(models.Manager["AccountAlert"]):
    """Manager of account alerts: the rows of the outbox that belong to no check-in."""

    def get_queryset(self) -> models.QuerySet[AccountAlert]:
        """Leave out reminders."""
        return super().get_queryset().filter(check_in=None)


class AccountAlert(OutboxRow):
    """A row of the outbox that is an alert about a change of the account. It is sent at once, even in quiet hours."""

    objects: ClassVar[AlertRows] = AlertRows()

    class Meta:
        proxy = True


class Nudge(models.Model):
    """Record that one partner has nudged the other about a check-in.

    It stores neither the time of the nudge nor whether the nudge was delivered.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="nudges")
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="nudges")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["check_in", "sender"], name="nudge_once_each")
        ]

    def __str__(self) -> str:
        return str(self.id)


class CalendarFeed(models.Model):
    """Link with a secret token, from which a member's calendar app loads the couple's check-ins.

    See notifications.calendar.
    """

    membership = models.OneToOneField(
        Membership, primary_key=True, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    token_hash = models.BinaryField(max_length=32, unique=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)


class ReconcileCursor(models.Model):
    """Position at which a regular search for missing reminders continues (see notifications.planning.reconcile).

    Each search looks for reminders with one cause, such as a reveal. If no position is stored, the search starts with
    the first record.
    """

    name = models.CharField(primary_key=True, max_length=12)
    after = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "notifications_round"

    def __str__(self) -> str:
        return self.name
