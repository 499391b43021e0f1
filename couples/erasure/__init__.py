"""Keep erased data erased: tombstones against restored backups, and wiping deleted data out of SQLite's files.

A tombstone is the record that a person was erased or a space closed.
"""
