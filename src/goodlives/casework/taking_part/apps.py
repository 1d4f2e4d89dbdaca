from django.apps import AppConfig


class TakingPartConfig(AppConfig):
    name = "goodlives.casework.taking_part"
    verbose_name = "Taking part"
