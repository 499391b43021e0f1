"""Settings for tests. With them, a web server behaves as if the environment variable MODE=demo were set."""

from project.settings.demo import with_rules
from tests.browser.settings_without_mail import *  # noqa: F403
from tests.browser.settings_without_mail import MIDDLEWARE as _MIDDLEWARE

DEMO = True
PUSH_HOSTS = []
ROOT_URLCONF = "project.demo.urls"
MIDDLEWARE = with_rules(_MIDDLEWARE)
