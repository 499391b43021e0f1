"""The tests' settings with one more route. Throttles count as in production: the requests come from many people."""

import os

os.environ.setdefault("LOG_LEVEL", "WARNING")

from tests.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.web.urls"
