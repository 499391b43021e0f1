"""The settings of the tests, with one more route.

Rate limits count as in production. The benchmark stays below them, because its requests come from many people.
"""

import os

os.environ.setdefault("LOG_LEVEL", "WARNING")

from tests.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.web.urls"
