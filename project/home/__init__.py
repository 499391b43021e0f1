"""The home edition, for a couple with its own server: one command runs all processes, and one folder has all data."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
