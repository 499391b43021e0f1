"""The Django app of the check-ins: schedule, prompts, answers, seal and reveal, talking points, history."""

from django.apps import AppConfig


class CheckinsConfig(AppConfig):
    name = "checkins"

    def ready(self) -> None:
        from checkins import receivers  # noqa: F401  (the import registers the receivers)
