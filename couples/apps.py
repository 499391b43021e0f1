from django.apps import AppConfig


class CouplesConfig(AppConfig):
    name = "couples"

    def ready(self) -> None:
        from couples.encryption import checks  # noqa: F401  registers them
        from couples.sign_in import receivers  # noqa: F401  registers them
