from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "goodlives.casework.decisions"
    verbose_name = "Decisions"
