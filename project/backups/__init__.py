"""Backup and restore of this server's data: `manage.py backup` and `manage.py restore`."""
