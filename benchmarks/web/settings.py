"""The suite's settings with one more route, and without throttles: the generator is one address and many people."""

import os

os.environ["THROTTLES_OFF"] = "true"
os.environ.setdefault("LOG_LEVEL", "WARNING")

from tests.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.web.urls"
