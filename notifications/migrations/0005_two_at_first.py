from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def two(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Three was nobody's choice so far: there was no way to choose it."""
    apps.get_model("notifications", "Preference").objects.filter(at_most=3).update(at_most=2)


class Migration(migrations.Migration):
    dependencies = [("notifications", "0004_notice")]

    operations = [
        migrations.AlterField(
            model_name="preference", name="at_most", field=models.PositiveSmallIntegerField(default=2)
        ),
        migrations.RunPython(two, migrations.RunPython.noop),
    ]
