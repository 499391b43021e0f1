from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "project"
    verbose_name = "Side by Side"

    def ready(self) -> None:
        from project import receivers  # noqa: F401  (imported for what it registers)
