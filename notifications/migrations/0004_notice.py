import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('couples', '0002_device'),
        ('notifications', '0003_push_subscription_device'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('occasion', models.UUIDField()),
                ('change', models.CharField(max_length=24)),
                ('channel', models.CharField(choices=[('push', 'Push'), ('email', 'Email'), ('former_email', 'Former Email')], max_length=12)),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('due_at', models.DateTimeField()),
                ('not_after', models.DateTimeField()),
                ('state', models.CharField(choices=[('pending', 'Pending'), ('sent', 'Sent'), ('dropped', 'Dropped')], default='pending', max_length=8)),
                ('outcome', models.CharField(blank=True, help_text="a code, never a text of anybody's", max_length=32)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('reached', models.JSONField(blank=True, default=list)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('done_on', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notices', to='couples.device')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'pending')), fields=['due_at'], name='notice_due')],
                'constraints': [models.UniqueConstraint(fields=('occasion', 'channel'), name='notice_owed_once'), models.CheckConstraint(condition=models.Q(('due_at__lt', models.F('not_after'))), name='notice_due_before_too_late'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('state', 'pending')), models.Q(models.Q(('state', 'pending'), _negated=True), ('address', ''), ('settled_at__isnull', False)), _connector='OR'), name='notice_settled_keeps_no_address')],
            },
        ),
    ]
