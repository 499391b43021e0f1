"""The Django app of the library, with one system check and no database tables."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"

    def ready(self) -> None:
        """Register the system check that keeps the app from starting if the library is broken."""
        from content import checks  # noqa: F401  importing it registers the check
