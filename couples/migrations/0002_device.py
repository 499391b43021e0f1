import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Create the table of signed-in devices. It replaces django-allauth's list of sessions, which stored IP addresses.

    From now on, sessions are stored under a hash of their key. Old sessions, which were stored under the key itself,
    are deleted.
    """

    dependencies = [
        ('couples', '0001_initial'),
        ('sessions', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL('DELETE FROM django_session', migrations.RunSQL.noop),
        migrations.RunSQL('DROP TABLE IF EXISTS usersessions_usersession', migrations.RunSQL.noop),
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('first_seen', models.DateTimeField()),
                ('last_seen', models.DateTimeField()),
                ('session', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='device', to='sessions.session')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='devices', to=settings.AUTH_USER_MODEL)),
            ],
        ),
    ]
