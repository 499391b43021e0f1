"""The home edition's settings, with a push service on loopback."""

from project.settings import *  # noqa: F403

PUSH_ALLOW_LOOPBACK = True
