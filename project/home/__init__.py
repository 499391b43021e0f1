"""The home edition: all processes in one group and all data in one folder, for a couple that runs its own server."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
