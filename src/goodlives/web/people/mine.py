"""The person's own page: what is happening, what happens next, and who to talk to."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import drafts, roles
from goodlives.casework.asked_once import day_of, of_one, of_one_now
from goodlives.casework.consents.models import Consent
from goodlives.casework.payments.models import ScheduledPayment
from goodlives.casework.people.models import CircleMember, Person
from goodlives.casework.reviews.models import NeedToMeetAgain
from goodlives.casework.seeing.models import EmergencyLook, reads_with_emergencies

from .. import clock
from ..permissions import SignedInRequest, open_record, open_to, theirs_to_see
from .journey import may_open, next_thing, steps
from .looks import by_day
from .records import records_of, who_to_talk_to

A_FEW = 10
FOUR_WEEKS = timedelta(weeks=4)

due_to_them = of_one_now(
    lambda person, at: ScheduledPayment.objects.filter(
        direct_payment__person=person, direct_payment__state="agreed"
    ).due_from(day_of(at))[:1]
)
shared_with = of_one_now(lambda person, at: Consent.objects.current(day_of(at)).filter(person=person))
needs_to_meet_again = of_one(lambda person: NeedToMeetAgain.objects.open().filter(person=person))
who_they_help = of_one(lambda person: CircleMember.objects.naming(Person(pk=person)))
looks_lately = of_one_now(
    lambda person, at: (
        reads_with_emergencies(Person(pk=person), at)
        .select_related("reader", "question__answered_by")
        .order_by("-at")[:A_FEW]
    )
)
opened_lately = of_one_now(
    lambda person, at: (
        EmergencyLook.objects.told_of(at)
        .filter(person=person, opened_at__gt=at - FOUR_WEEKS)
        .select_related("by", "looked_over")
    ),
    FOUR_WEEKS,
)


@open_to(roles.person)
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    person = theirs_to_see(request.user)
    if person is None:
        return render(request, "people/no_record_yet.jinja")
    if request.user.acting is not None:
        open_record(request, person.pk, page=_("Your page"))
    records, on, at = records_of(person, own=True), clock.today(), clock.now()
    now, key = next_thing(records, on), person.pk
    return render(
        request, "people/mine.jinja",
        {
            "person": person, "records": records, "today": on, "now": now, "steps": steps(records, now),
            "payment_due": due_to_them.first(key, at), "unsent": drafts.any_typed(request.user, at=at),
            "can_do": now.yours and now.address and may_open(request.user, now.address),
            "may_open": lambda address: may_open(request.user, address), "worker": who_to_talk_to(person),
            "helps": who_they_help(key), "needs": needs_to_meet_again(key),
            "sharing": len({consent.partner_id for consent in shared_with(key, at)}),
            "looks": list(by_day(looks_lately(key, at))), "opened": opened_lately(key, at),
        },
    )  # fmt: skip
