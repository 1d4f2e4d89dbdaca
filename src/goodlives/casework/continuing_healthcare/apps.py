from django.apps import AppConfig


class ContinuingHealthcareConfig(AppConfig):
    name = "goodlives.casework.continuing_healthcare"
    verbose_name = "NHS continuing healthcare"
