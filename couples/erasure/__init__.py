"""Keep erased data erased: tombstones for restored backups, and the wiping of SQLite's files."""
