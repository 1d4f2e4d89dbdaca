from django.http import HttpResponse
from django.urls import path

from goodlives.casework.access import roles

from ..permissions import open_to


@open_to(roles.signed_in)
def not_built(request, **kwargs):
    return HttpResponse("")


app_name = "assessments"
urlpatterns = [
    path("assessments/", not_built, name="list"),
    path("people/<uuid:person_pk>/assessments/start/", not_built, name="start"),
    path("assessments/<uuid:pk>/", not_built, name="assessment"),
    path("assessments/<uuid:pk>/decide/", not_built, name="decide"),
]
