"""The person's own page: what is happening, what happens next, and who to talk to."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import drafts, roles
from goodlives.casework.consents.models import Consent
from goodlives.casework.payments.models import ScheduledPayment
from goodlives.casework.people.models import CircleMember, Person
from goodlives.casework.reviews.models import NeedToMeetAgain
from goodlives.casework.seeing.models import reads_with_emergencies

from .. import clock
from ..permissions import SignedInRequest, open_record, open_to
from .journey import may_open, next_thing, steps
from .looks import by_day
from .records import records_of, who_to_talk_to

A_FEW = 10
FOUR_WEEKS = timedelta(weeks=4)


@open_to(roles.person)
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    person = Person.objects.visible_to(request.user).select_related("allocated_to", "team").first()
    if person is None:
        return render(request, "people/no_record_yet.jinja")
    if request.user.acting is not None:
        open_record(request, person.pk, page=_("Your page"))
    records, on, at = records_of(person, own=True), clock.today(), clock.now()
    now = next_thing(records, on)
    due = ScheduledPayment.objects.filter(direct_payment__person=person, direct_payment__state="agreed").next_from(on)
    return render(
        request, "people/mine.jinja",
        {
            "person": person, "records": records, "today": on, "now": now, "steps": steps(records, now),
            "payment_due": due, "unsent": drafts.any_typed(request.user, at=clock.now()),
            "can_do": now.yours and now.address and may_open(request.user, now.address),
            "may_open": lambda address: may_open(request.user, address), "worker": who_to_talk_to(person),
            "helps": CircleMember.objects.naming(person),
            "sharing": Consent.objects.current(on).filter(person=person).values("partner").distinct().count(),
            "needs": NeedToMeetAgain.objects.open().filter(person=person),
            "looks": list(by_day(reads_with_emergencies(person, at)
                .select_related("reader", "question__answered_by").order_by("-at")[:A_FEW])),
            "opened": list(
                person.emergency_looks.told_of(at)
                .filter(opened_at__gt=at - FOUR_WEEKS)
                .select_related("by", "looked_over")
            ),
        },
    )  # fmt: skip
