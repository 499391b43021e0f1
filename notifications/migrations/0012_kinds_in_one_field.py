"""Store the choice for each kind of reminder in one JSON field, so that a new kind needs no column."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KINDS = ("opening", "repeat", "last_call", "nudge", "revealed", "talk_later", "helped")
#: Rows of one statement.
BATCH_SIZE = 1_000


def into_one_field(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Copy the kinds that were switched off into the JSON field. Other kinds are on by default, as before."""
    preferences = apps.get_model("notifications", "Preference").objects
    off = models.Q()
    for kind in KINDS:
        off |= models.Q(**{kind: False})
    changed = []
    for each in preferences.filter(off).iterator():
        each.chosen_kinds = {kind: False for kind in KINDS if not getattr(each, kind)}
        changed.append(each)
    preferences.bulk_update(changed, ["chosen_kinds"], batch_size=BATCH_SIZE)


def into_columns(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Copy each person's choices from the JSON field back into one column for each kind, to reverse this migration."""
    preferences = apps.get_model("notifications", "Preference").objects
    changed = []
    for each in preferences.exclude(chosen_kinds={}).iterator():
        for kind in KINDS:
            setattr(each, kind, each.chosen_kinds.get(kind, True))
        changed.append(each)
    preferences.bulk_update(changed, KINDS, batch_size=BATCH_SIZE)


class Migration(migrations.Migration):
    dependencies = [("notifications", "0011_reconcile_cursor")]
    operations = [
        migrations.AddField("preference", "chosen_kinds", models.JSONField(blank=True, default=dict)),
        migrations.RunPython(into_one_field, into_columns),
        *(migrations.RemoveField("preference", kind) for kind in KINDS),
        migrations.AlterField("reminder", "kind", models.CharField(max_length=24)),
    ]
