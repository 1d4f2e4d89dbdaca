from django.http import HttpResponse
from django.urls import path

from goodlives.casework.access import roles

from ..permissions import open_to


@open_to(roles.signed_in)
def not_built(request, **kwargs):
    return HttpResponse("")


app_name = "advice"
urlpatterns = [
    path("advice/", not_built, name="topics"),
    path("advice/what-you-might-pay/", not_built, name="what_you_might_pay"),
    path("advice/<slug:slug>/", not_built, name="topic"),
]
