import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('couples', '0002_device'),
        ('notifications', '0002_more_kinds_and_a_sweep'),
    ]

    operations = [
        migrations.AddField(
            model_name='pushsubscription',
            name='device',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='push_subscriptions', to='couples.device'),
        ),
    ]
