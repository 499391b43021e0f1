"""Rename the model `Round` to `ReconcileCursor`. The database table keeps its old name, so no SQL runs."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("notifications", "0010_settled_rows_by_age")]
    operations = [
        migrations.AlterModelTable(name="round", table="notifications_round"),
        migrations.RenameModel(old_name="Round", new_name="ReconcileCursor"),
    ]
