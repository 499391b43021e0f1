"""Backups of everything that this server keeps, and their way back: `manage.py backup` and `manage.py restore`."""
