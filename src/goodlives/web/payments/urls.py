from django.http import HttpResponse
from django.urls import path

from goodlives.casework.access import roles

from ..permissions import open_to


@open_to(roles.signed_in)
def not_built(request, **kwargs):
    return HttpResponse("")


app_name = "payments"
urlpatterns = [
    path("payments/", not_built, name="list"),
    path("plans/<uuid:plan_pk>/direct-payment/", not_built, name="ask"),
    path("payments/<uuid:pk>/", not_built, name="payment"),
]
