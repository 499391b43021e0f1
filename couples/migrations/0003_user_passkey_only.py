from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('couples', '0002_device'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='passkey_only',
            field=models.BooleanField(default=False),
        ),
    ]
