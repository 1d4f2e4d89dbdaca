from django.apps import AppConfig


class CommunicationConfig(AppConfig):
    name = "goodlives.casework.communication"
    verbose_name = "Communication"
