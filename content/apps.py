"""The library as a Django app: no tables, one system check."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    label = "content"

    def ready(self) -> None:
        """Register the check that a broken library stops the start."""
        from content import checks  # noqa: F401  importing it registers the check
