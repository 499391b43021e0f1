"""The home edition: everything in one process group and one folder, for the two who run it themselves."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
