"""Settings for tests. With them, a web server sends no e-mail, like a home edition without EMAIL_URL.

The settings also give the operator a name, which the app shows to people.
"""

from pathlib import Path

from project.volume import Volume
from tests.browser.settings import *  # noqa: F403

VOLUME = Volume(Path("/nowhere"))
OPERATOR_NAME = "Wanda"

MAIL = False
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
