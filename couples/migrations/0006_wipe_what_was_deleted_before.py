"""Rewrite SQLite's file once: free pages still hold what was deleted before `secure_delete` was on."""

from django.db import OperationalError, migrations


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite" or schema_editor.connection.in_atomic_block:
        return
    with schema_editor.connection.cursor() as cursor:
        try:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except OperationalError as error:
            # A full disk, or somebody who reads. Nothing else depends on it.
            print(f"\n    Not rewritten ({error}). Run VACUUM by hand: see docs/operations.md.", end="")


class Migration(migrations.Migration):

    atomic = False

    dependencies = [('couples', '0005_addresses_in_one_form')]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
