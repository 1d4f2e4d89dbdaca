from django.apps import AppConfig


class ChargingPoliciesConfig(AppConfig):
    name = "goodlives.casework.charging_policies"
    verbose_name = "Charging policies"
