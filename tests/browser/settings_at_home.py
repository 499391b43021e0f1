"""Settings of the home edition that allow a push service on loopback."""

from project.settings import *  # noqa: F403

PUSH_ALLOW_LOOPBACK = True
