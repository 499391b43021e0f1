import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("couples", "0004_tombstone"), ("notifications", "0008_nudge")]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "membership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="calendar_feed",
                        serialize=False,
                        to="couples.membership",
                    ),
                ),
                ("token_hash", models.BinaryField(max_length=32, unique=True)),
                ("since", models.DateTimeField()),
            ],
        ),
    ]
