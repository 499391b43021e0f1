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
        """Introduce this server to mail servers by the host name in ORIGIN.

        Many mail servers refuse a container's own host name, which is a number.
        """
        if host := urlsplit(settings.ORIGIN).hostname:
            DNS_NAME._fqdn = host  # Django caches the system's host name here


class SupportConfig(apps.AdminConfig):
    """Django's admin app, with a site that requires a passkey."""

    default = False
    default_site = "couples.support.StaffSite"
