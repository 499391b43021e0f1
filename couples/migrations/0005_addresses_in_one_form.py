"""Bring the e-mail addresses of all accounts to one normal form.

An address stays as it is if it is invalid, or if another account has its normal form already. `manage.py addresses`
lists these accounts.
"""

from django.db import migrations

from couples.one_form import bring_to_one_form


def forwards(apps, schema_editor):
    kept = bring_to_one_form(
        apps.get_model("couples", "User")._base_manager,
        apps.get_model("account", "EmailAddress")._base_manager,
    )
    for pk in kept:
        print(
            f'\n    Account {pk} keeps its address: see docs/operations.md, "Two accounts, one mailbox".',
            end="",
        )


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("couples", "0004_tombstone"),
    ]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
