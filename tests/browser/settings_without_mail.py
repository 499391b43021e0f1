"""Settings of a web server that sends no e-mail, as a home edition without EMAIL_URL."""

from tests.browser.settings import *  # noqa: F403

MAIL = False
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
