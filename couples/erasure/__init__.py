"""What makes erased mean erased: tombstones for restored backups, and the wiping of SQLite's files."""
