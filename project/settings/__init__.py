"""Django's settings, read from environment variables, and from files that these variables name.

`.env.example` lists every variable.
Each module has the settings of one concern.
"""

from project.settings.base import *
from project.settings.api import *
from project.settings.auth import *
from project.settings.logs import *
from project.settings.mail import *
from project.settings.provider import *
from project.settings.erasure import *
from project.settings.security import *
from project.settings.tasks import *
from project.settings.demo import *
