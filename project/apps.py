from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin import apps
from django.core.mail.utils import DNS_NAME


class ProjectConfig(AppConfig):
    default = True
    name = "project"
    verbose_name = "Side by Side"

    def ready(self) -> None:
        """Greet mail servers with the app's host name: a container's own is a number, which many refuse."""
        if host := urlsplit(settings.ORIGIN).hostname:
            DNS_NAME._fqdn = host  # where Django keeps it once it has asked the system


class SupportConfig(apps.AdminConfig):
    """Django's admin, which asks for a passkey."""

    default = False
    default_site = "couples.support.StaffSite"
