"""Backup and restore of everything that this server stores: `manage.py backup` and `manage.py restore`."""
