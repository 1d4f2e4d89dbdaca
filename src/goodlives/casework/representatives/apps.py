from django.apps import AppConfig


class RepresentativesConfig(AppConfig):
    name = "goodlives.casework.representatives"
    verbose_name = "Representatives"
