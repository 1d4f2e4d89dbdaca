from django.apps import AppConfig


class UpratingsConfig(AppConfig):
    name = "goodlives.casework.upratings"
    verbose_name = "Upratings"
