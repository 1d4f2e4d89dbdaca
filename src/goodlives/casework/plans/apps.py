from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "goodlives.casework.plans"
    verbose_name = "Plans"
