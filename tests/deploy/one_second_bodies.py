"""The WSGI app with a limit of one second per request body, so that tests don't have to wait for the real limit."""

from __future__ import annotations

from project import wsgi
from project.http.middleware import largest_body
from project.http.slow_bodies import SlowBodies

application = SlowBodies(wsgi.application, largest=largest_body, seconds=1)
