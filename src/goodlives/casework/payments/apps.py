from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "goodlives.casework.payments"
    verbose_name = "Payments"
