from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "goodlives.web.design"
