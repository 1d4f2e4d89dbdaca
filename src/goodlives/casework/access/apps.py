from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "goodlives.casework.access"
    verbose_name = "Access"
