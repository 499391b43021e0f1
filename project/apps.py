from django.apps import AppConfig
from django.contrib.admin import apps


class ProjectConfig(AppConfig):
    default = True
    name = "project"
    verbose_name = "Side by Side"


class SupportConfig(apps.AdminConfig):
    """Django's admin, which asks for a passkey."""

    default = False
    default_site = "couples.support.StaffSite"
