from django.apps import AppConfig


class CouplesConfig(AppConfig):
    name = "couples"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from couples.encryption import checks  # noqa: F401  registers them
        from couples.sign_in import receivers  # noqa: F401  registers them
