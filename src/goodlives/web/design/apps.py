from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "goodlives.web.design"

    def ready(self) -> None:
        from .languages import remember_words  # what it imports is not yet there when this module is

        remember_words()
