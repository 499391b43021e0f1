from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0006_snoozed")]

    operations = [
        migrations.AddField("preference", "email_too", models.BooleanField(default=False)),
        migrations.AddField("preference", "mail_returned_at", models.DateTimeField(blank=True, null=True)),
    ]
