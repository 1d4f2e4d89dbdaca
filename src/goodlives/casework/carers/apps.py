from django.apps import AppConfig


class CarersConfig(AppConfig):
    name = "goodlives.casework.carers"
    verbose_name = "Carers"
