"""Settings of a web server that sends no e-mail and names its operator, as a home edition without EMAIL_URL does."""

from pathlib import Path

from project.volume import Volume
from tests.browser.settings import *  # noqa: F403

VOLUME = Volume(Path("/nowhere"))
OPERATOR_NAME = "Wanda"

MAIL = False
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
