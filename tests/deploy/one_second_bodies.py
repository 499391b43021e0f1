"""The app with a second for each body, so that a test need not wait for the time that people get."""

from __future__ import annotations

from project import wsgi
from project.middleware import largest_body
from project.slow_bodies import SlowBodies

application = SlowBodies(wsgi.application, largest=largest_body, seconds=1)
