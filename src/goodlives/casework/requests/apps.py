from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "goodlives.casework.requests"
    verbose_name = "Requests"
