from django.apps import AppConfig


class MentalCapacityConfig(AppConfig):
    name = "goodlives.casework.mental_capacity"
    verbose_name = "Mental capacity"
