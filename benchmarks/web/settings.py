"""Settings of the web and the scale benchmark: the settings of the tests, and a route that does nothing.

The API's rate limits apply as in production. The requests come from many people, so they stay below the limits.
"""

import os

os.environ.setdefault("LOG_LEVEL", "WARNING")

from tests.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.web.urls"
