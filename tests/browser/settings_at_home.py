"""Settings of the home edition for tests, in which the push service may run on the same machine."""

from project.settings import *  # noqa: F403

PUSH_ALLOW_LOOPBACK = True
