from django.apps import AppConfig
from django.conf import settings


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        """Connect the receivers of signals (of other apps and the e-mail provider). Register the start-up checks."""
        from notifications import checks, receivers  # noqa: F401  (imported for what they register)
        from notifications.channels import mail_events

        if settings.MAIL_PROVIDER:
            mail_events.connect()
