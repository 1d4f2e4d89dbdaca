"""Organisations beside the council that people may choose to share with, and who signs in for them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..access.history import with_history
from ..access.models import User
from ..access.records import Record


class PartnerQuerySet(models.QuerySet["Partner"]):
    def in_use(self) -> PartnerQuerySet:
        return self.filter(ended_on__isnull=True)


@with_history()
class Partner(Record):
    """An organisation with which the council has agreed how what people share is kept (Care Act ss6 and 7)."""

    class Kind(models.TextChoices):
        NHS = "nhs", _("NHS")
        HOUSING = "housing", _("Housing")
        VOLUNTARY = "voluntary", _("Charity or community group")
        PROVIDER = "provider", _("Provider of care or support")

    name = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    does = models.CharField(max_length=200, help_text="what they do, as a person reads it before they agree")
    phone = models.CharField(max_length=30, blank=True)
    agreed_on = models.DateField(help_text="when they signed the agreement on how what is shared is kept")
    agreement = models.CharField(max_length=200, help_text="where that agreement is kept")
    ended_on = models.DateField(null=True, blank=True, help_text="from then on they read nothing")

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="partner_has_signed_an_agreement_that_can_be_found", condition=~Q(agreement="") & ~Q(does="")
            ),
            models.CheckConstraint(
                name="partner_ends_after_it_began",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("agreed_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@with_history()
class PartnerWorker(Record):
    """Somebody who works for a partner and signs in for it. They see what people share with that one, and no more."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="works_for")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="workers")

    class Meta:
        ordering = ["user__last_name", "user__first_name"]

    def __str__(self) -> str:
        return f"{self.user}, {self.partner}"
