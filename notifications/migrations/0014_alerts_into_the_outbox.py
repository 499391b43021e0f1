"""Move all account alerts into the outbox, both pending and finished ones, and drop their former table."""

import uuid

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SAME = (
    "id", "user_id", "occasion", "change", "channel", "done_on_id", "address", "due_at", "not_after", "state",
    "outcome", "attempts", "reached", "settled_at",
)  # fmt: skip
#: Rows of one statement.
BATCH_SIZE = 500


def into_the_outbox(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Copy every alert into the outbox.

    A sender may be sending an alert at this moment. Such an alert stays reserved until the sender's lease ends. But
    it gets a new lease token, so the sender can't record an outcome for the moved alert.
    """
    outbox_row = apps.get_model("notifications", "OutboxRow")
    rows = apps.get_model("notifications", "Notice").objects.values(*SAME, "leased_until").iterator()
    moved = [
        outbox_row(kind="account", lease=uuid.uuid4() if row["leased_until"] else None, **row) for row in rows
    ]
    outbox_row.objects.bulk_create(moved, batch_size=BATCH_SIZE)


def out_of_the_outbox(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Copy the alerts back into their former table, to reverse this migration."""
    notice, outbox_row = (apps.get_model("notifications", name) for name in ("Notice", "OutboxRow"))
    alerts = outbox_row.objects.filter(check_in=None)
    states = {"failed": "dropped"}
    moved = [notice(**row | {"state": states.get(row["state"], row["state"])}) for row in alerts.values(*SAME)]
    notice.objects.bulk_create(moved, batch_size=BATCH_SIZE)
    alerts.delete()


class Migration(migrations.Migration):
    dependencies = [("notifications", "0013_one_outbox")]
    operations = [
        migrations.RunPython(into_the_outbox, out_of_the_outbox),
        migrations.DeleteModel("Notice"),
    ]
