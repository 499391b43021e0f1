import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('checkins', '0003_what_happened_lately'),
        ('couples', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Rest',
            fields=[
                ('membership', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='rest', serialize=False, to='couples.membership')),
            ],
        ),
    ]
