from django.http import HttpResponse
from django.urls import path

from goodlives.casework.access import roles

from ..permissions import open_to


@open_to(roles.signed_in)
def not_built(request, **kwargs):
    return HttpResponse("")


app_name = "requests"
urlpatterns = [
    path("ask/", not_built, name="ask"),
    path("ask/come-back/", not_built, name="come_back"),
    path("requests/", not_built, name="list"),
    path("requests/<str:reference>/", not_built, name="request"),
]
