"""Settings of the web benchmark: the settings of the tests, and a route that does nothing.

Rate limits apply as in production. The benchmark stays below the limits, because its requests come from many people.
"""

import os

os.environ.setdefault("LOG_LEVEL", "WARNING")

from tests.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.web.urls"
