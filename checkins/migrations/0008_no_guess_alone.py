"""Remove the prompt to guess a partner's answer from the open check-ins of people without a partner.

Check-ins that already have answers keep all their prompts.
"""

from django.db import migrations
from django.db.models import Exists, OuterRef


def leave_out_the_guess(apps, schema_editor):
    check_ins = apps.get_model("checkins", "CheckIn").objects.using(schema_editor.connection.alias)
    responses = apps.get_model("checkins", "Response").objects.using(schema_editor.connection.alias)
    begun = responses.filter(check_in=OuterRef("pk"), envelope__isnull=False)
    unbegun = check_ins.filter(~Exists(begun), state="open", couple__kind="solo")
    for check_in in unbegun.only("prompts", "asked").iterator():
        kept = [asked for asked in check_in.prompts if asked["kind"] != "guess"]
        if len(kept) < len(check_in.prompts):
            check_ins.filter(pk=check_in.pk).update(prompts=kept, asked=len(kept))


class Migration(migrations.Migration):
    dependencies = [
        ("checkins", "0007_tender_consent"),
    ]

    operations = [
        migrations.RunPython(leave_out_the_guess, migrations.RunPython.noop),
    ]
