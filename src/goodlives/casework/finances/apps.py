from django.apps import AppConfig


class FinancesConfig(AppConfig):
    name = "goodlives.casework.finances"
    verbose_name = "Finances"
