"""The tables of reminders and account alerts. A reminder is a row before it is a message; the row is the truth."""

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
    """How one person wants to be reminded. Quiet hours are local to the person's present time zone."""

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
    #: E-mail is sent if no push arrives. `email_too`: also if one does.
    email = models.BooleanField(default=True)
    email_too = models.BooleanField(default=False)
    #: When e-mail to the present address bounced for good. No reminder goes there until its owner acts.
    mail_returned_at = models.DateTimeField(null=True, blank=True)
    quiet_from = models.TimeField(default=dt.time(22, 0))
    quiet_to = models.TimeField(default=dt.time(8, 0))
    text = models.CharField(max_length=8, choices=Text.choices, default=Text.GENERIC)
    #: The kinds that the person has switched on or off (`{"repeat": false}`). The others are as the registry has them.
    chosen_kinds = models.JSONField(default=dict, blank=True)
    #: How many messages about answering one check-in may bring, whatever the number of channels. Two unless the
    #: person wants otherwise: that it opened, and one more.
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
        """Each kind of reminder, and whether the person wants it."""
        return {kind: self.chosen_kinds.get(kind, rules.on_by_default) for kind, rules in KINDS.items()}


class PushSubscription(models.Model):
    """One browser that may be pushed to. The endpoint is unique by hash: endpoints may be long."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="push_subscriptions"
    )
    endpoint = models.URLField(max_length=1024)
    endpoint_hash = models.BinaryField(max_length=32, unique=True)
    p256dh = models.CharField(max_length=128)
    auth = models.CharField(max_length=64)
    label = models.CharField(max_length=60, blank=True)
    #: The session in that browser. They end together: a person is not reminded on a phone where they are signed out.
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
        #: For alerts only: the address that the account had before. Its reader may still be the owner.
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
    #: Which subscriptions took it already (their ids), so that a retry goes only to the others.
    reached = models.JSONField(default=list, blank=True)
    #: The lease: until when a sender may work on it, and the fencing token of that sender.
    leased_until = models.DateTimeField(null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    #: Of a reminder: the check-in that it is about.
    check_in = models.ForeignKey(
        CheckIn, null=True, blank=True, on_delete=models.CASCADE, related_name="reminders"
    )
    #: Of a reminder: when the person last put it off, after it had come. It is due again, and still counts as one.
    snoozed_at = models.DateTimeField(null=True, blank=True)

    #: Of an alert: the event that it is about, which the rows of all channels share, and what has changed.
    occasion = models.UUIDField(null=True, blank=True)
    change = models.CharField(max_length=24, blank=True, default="", db_default="")
    #: Of an alert: the device where it was done, which gets no alert. Few rows have one, so the index is partial.
    done_on = models.ForeignKey(
        Device, null=True, blank=True, on_delete=models.SET_NULL, db_index=False, related_name="alerts"
    )
    #: Of an alert: the former address, until it has been written to.
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
        """Whether it reached at least one device. A person who has put it off has seen it."""
        return self.state == self.State.SENT or bool(self.reached) or self.snoozed_at is not None


class ReminderRows(models.Manager["Reminder"]):
    """The rows of the outbox that are about a check-in.

    A query that names its check-in starts from `OutboxRow.objects`: a second condition on the column gains nothing,
    and PostgreSQL may choose an index for it.
    """

    def get_queryset(self) -> models.QuerySet[Reminder]:
        """Without account alerts."""
        return super().get_queryset().filter(check_in__isnull=False)


class Reminder(OutboxRow):
    """A row of the outbox about a check-in."""

    objects: ClassVar[ReminderRows] = ReminderRows()

    class Meta:
        proxy = True


class AlertRows(models.Manager["AccountAlert"]):
    """The rows of the outbox about a person's own account."""

    def get_queryset(self) -> models.QuerySet[AccountAlert]:
        """Without reminders."""
        return super().get_queryset().filter(check_in=None)


class AccountAlert(OutboxRow):
    """A row of the outbox about a person's own account: sent at once, also in quiet hours."""

    objects: ClassVar[AlertRows] = AlertRows()

    class Meta:
        proxy = True


class Nudge(models.Model):
    """One partner has nudged the other about this check-in, once. Stores neither the time nor the outcome."""

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
    """The secret address at which a member's calendar finds the couple's check-ins (see notifications.calendar)."""

    membership = models.OneToOneField(
        Membership, primary_key=True, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    token_hash = models.BinaryField(max_length=32, unique=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)


class ReconcileCursor(models.Model):
    """How far the search for missing reminders has come, for each cause (see notifications.planning.reconcile).

    Without its row, a search starts again from the beginning.
    """

    name = models.CharField(primary_key=True, max_length=12)
    after = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "notifications_round"

    def __str__(self) -> str:
        return self.name
