from django.http import HttpResponse
from django.urls import path

from goodlives.casework.access import roles

from ..permissions import open_to


@open_to(roles.signed_in)
def not_built(request, **kwargs):
    return HttpResponse("")


app_name = "reviews"
urlpatterns = [
    path("reviews/", not_built, name="list"),
    path("reviews/<uuid:pk>/", not_built, name="review"),
    path("plans/<uuid:plan_pk>/review/ask/", not_built, name="ask"),
]
