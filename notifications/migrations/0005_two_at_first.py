from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def two(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Replace the old maximum of three reminders for each check-in with the new default of two.

    No person has chosen three, because the settings did not offer the choice before.
    """
    apps.get_model("notifications", "Preference").objects.filter(at_most=3).update(at_most=2)


class Migration(migrations.Migration):
    dependencies = [("notifications", "0004_notice")]

    operations = [
        migrations.AlterField(
            model_name="preference", name="at_most", field=models.PositiveSmallIntegerField(default=2)
        ),
        migrations.RunPython(two, migrations.RunPython.noop),
    ]
