from django.apps import AppConfig


class WebAccessConfig(AppConfig):
    name = "goodlives.web.access"
    label = "web_access"

    def ready(self) -> None:
        from . import sessions

        sessions.stamp_each_sign_in()
