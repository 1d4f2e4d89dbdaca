"""Keeping each version of a plan, and the person's signature under one of them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ..access.models import User
from ..access.records import CannotMove, held
from ..asked_once import of_one
from .authorship import is_the_person
from .models import Plan, State
from .versions import PlanSignature, PlanVersion, digest_of, what_it_says


class MustBeThePerson(Exception):
    """Only the person signs; on paper, somebody from the council may write down that they did."""


def keep_version(plan: Plan, *, by: User | None, at: datetime) -> PlanVersion:
    """What the plan says now, as a version of its own; the last one where nothing has changed since."""
    says = what_it_says(plan)
    digest, last = digest_of(says), plan.versions.order_by("number").last()
    if last is not None and last.digest == digest:
        return last
    number = last.number + 1 if last else 1
    return PlanVersion.objects.create(plan=plan, number=number, says=says, digest=digest, by=by, at=at)


last_signature = of_one(
    lambda plan: (
        PlanSignature.objects.filter(version__plan=plan)
        .select_related("version", "by")
        .order_by("-at", "-version__number")[:1]
    )
)


def signature_of(plan: Plan) -> PlanSignature | None:
    """The last signature under any version of the plan."""
    return last_signature.first(plan.pk)


def is_signed(plan: Plan, signature: PlanSignature | None = None) -> bool:
    """Whether the person has signed what the plan says now. A change is a version more, and needs a new signature."""
    signature = signature or signature_of(plan)
    last = plan.versions.order_by("-number").values_list("pk", flat=True).first()
    return signature is not None and signature.version_id == last


@transaction.atomic
def sign(
    plan: Plan, *, name: str, how: str, helped_by: str = "", witness: str = "", by: User, on: date, at: datetime,
    revision: int | None = None,
) -> PlanSignature:  # fmt: skip
    """The person puts their name under the plan as it is. Somebody may have helped them, or seen it."""
    if how == PlanSignature.How.ONLINE and not is_the_person(plan, by):
        raise MustBeThePerson(_("Only the person can sign here."))
    held(plan, revision=revision)
    if plan.state == State.ENDED:
        raise CannotMove(_("This plan has ended, so it cannot be signed."))
    version = keep_version(plan, by=by, at=at)
    try:
        with transaction.atomic():
            return PlanSignature.objects.create(
                version=version, name=name, signed_on=on, how=how, helped_by=helped_by, witness=witness, by=by, at=at
            )
    except IntegrityError:
        raise CannotMove(_("This version has been signed already.")) from None
