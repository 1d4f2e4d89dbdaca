from django.apps import AppConfig


class SeeingConfig(AppConfig):
    name = "goodlives.casework.seeing"
    verbose_name = "Who may see a record"
