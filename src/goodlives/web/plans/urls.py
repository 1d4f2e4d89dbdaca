from django.http import HttpResponse
from django.urls import path

from goodlives.casework.access import roles

from ..permissions import open_to


@open_to(roles.signed_in)
def not_built(request, **kwargs):
    return HttpResponse("")


app_name = "plans"
urlpatterns = [
    path("plans/", not_built, name="list"),
    path("assessments/<uuid:assessment_pk>/plan/start/", not_built, name="start"),
    path("plans/<uuid:pk>/", not_built, name="plan"),
]
