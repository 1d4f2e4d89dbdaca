from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ConsentsConfig(AppConfig):
    name = "goodlives.casework.consents"
    verbose_name = "Consents"

    def ready(self) -> None:
        from .row_security import write_rules

        post_migrate.connect(write_rules, sender=self, dispatch_uid="row_security_of_partners")
