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
        """Greet mail servers with the app's host name: many refuse a container's own, which is a number."""
        if host := urlsplit(settings.ORIGIN).hostname:
            DNS_NAME._fqdn = host  # where Django caches the system's answer


class SupportConfig(apps.AdminConfig):
    """Django's admin, which requires a passkey."""

    default = False
    default_site = "couples.support.StaffSite"
