"""Rewrite SQLite's database file once, to remove traces of deleted rows.

The unused parts of the file still hold data that was deleted before `secure_delete` was switched on.
"""

from django.db import OperationalError, migrations


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite" or schema_editor.connection.in_atomic_block:
        return
    with schema_editor.connection.cursor() as cursor:
        try:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except OperationalError as error:
            # The disk is full, or another connection is reading. Nothing else depends on this, so go on.
            print(f"\n    Not rewritten ({error}). Run VACUUM by hand: see docs/operations.md.", end="")


class Migration(migrations.Migration):

    atomic = False

    dependencies = [('couples', '0005_addresses_in_one_form')]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
