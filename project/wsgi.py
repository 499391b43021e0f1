"""The web process's WSGI application. Run it with `granian --interface wsgi project.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
_django = get_wsgi_application()

from content.catalogue import catalogue  # noqa: E402
from content.help_lines import help_lines  # noqa: E402
from content.languages import LANGUAGES  # noqa: E402
from content.readers import readers_library  # noqa: E402
from project.http.middleware import largest_body  # noqa: E402
from project.http.slow_bodies import SlowBodies  # noqa: E402
from project.running.start import require_usable_database  # noqa: E402

# A web server runs none of Django's system checks. So load the library here: a broken one stops the start, with file
# and line, and not someone's check-in. Below, a missing key stops the start as well, and so does an account in a demo's
# database that the demo did not make.
catalogue()
help_lines()
# Load the library in each language now instead of during a request.
for language in LANGUAGES:
    readers_library(language)
require_usable_database()
application = SlowBodies(_django, largest=largest_body)
