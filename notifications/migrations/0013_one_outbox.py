"""Rename the model `Reminder` to `OutboxRow`, and add columns for account alerts.

The database table keeps its old name. The next migration moves the alerts into this table.
"""

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("checkins", "0008_no_guess_alone"),
        ("couples", "0005_addresses_in_one_form"),
        ("notifications", "0012_kinds_in_one_field"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AlterModelTable("reminder", "notifications_reminder"),
        migrations.RenameModel("Reminder", "OutboxRow"),
        migrations.AlterField(
            "outboxrow",
            "user",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="outbox_rows",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            "outboxrow",
            "check_in",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reminders",
                to="checkins.checkin",
            ),
        ),
        migrations.AlterField(
            "outboxrow",
            "channel",
            models.CharField(
                choices=[("push", "Push"), ("email", "Email"), ("former_email", "Former Email")],
                max_length=12,
            ),
        ),
        migrations.AddField("outboxrow", "occasion", models.UUIDField(blank=True, null=True)),
        migrations.AddField(
            "outboxrow", "change", models.CharField(blank=True, db_default="", default="", max_length=24)
        ),
        migrations.AddField("outboxrow", "address", models.EmailField(blank=True, db_default="", default="", max_length=254)),
        migrations.AddField(
            "outboxrow",
            "done_on",
            models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="alerts",
                to="couples.device",
            ),
        ),
        migrations.AddConstraint(
            "outboxrow",
            models.CheckConstraint(
                condition=Q(check_in__isnull=False, occasion=None) | Q(check_in=None, occasion__isnull=False),
                name="outbox_row_is_reminder_or_alert",
            ),
        ),
        migrations.AddConstraint(
            "outboxrow",
            models.UniqueConstraint(
                fields=["occasion", "channel"], condition=Q(occasion__isnull=False), name="alert_owed_once"
            ),
        ),
        migrations.AddConstraint(
            "outboxrow",
            models.CheckConstraint(
                condition=Q(state="pending") | Q(address=""), name="settled_alert_keeps_no_address"
            ),
        ),
        migrations.AddIndex(
            "outboxrow",
            models.Index(fields=["due_at"], condition=Q(state="pending", check_in=None), name="alert_due"),
        ),
        migrations.AddIndex(
            "outboxrow",
            models.Index(fields=["done_on"], condition=Q(done_on__isnull=False), name="alert_done_on"),
        ),
        migrations.CreateModel(
            name="AccountAlert",
            fields=[],
            options={"proxy": True, "indexes": [], "constraints": []},
            bases=("notifications.outboxrow",),
            managers=[("objects", django.db.models.manager.Manager())],
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[],
            options={"proxy": True, "indexes": [], "constraints": []},
            bases=("notifications.outboxrow",),
            managers=[("objects", django.db.models.manager.Manager())],
        ),
    ]
