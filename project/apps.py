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
        """Make this server greet mail servers with the host name in ORIGIN (the SMTP command EHLO).

        By default, Django sends the machine's own host name. In a container, that name is random, and many mail servers
        refuse such a name.
        """
        if host := urlsplit(settings.ORIGIN).hostname:
            DNS_NAME._fqdn = host  # Django caches the system's host name here


class SupportConfig(apps.AdminConfig):
    """Configuration of Django's admin app. Its site opens only to staff who have used a passkey in this session."""

    default = False
    default_site = "couples.support.StaffSite"
