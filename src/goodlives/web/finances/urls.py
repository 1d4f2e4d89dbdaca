from django.http import HttpResponse
from django.urls import path

from goodlives.casework.access import roles

from ..permissions import open_to


@open_to(roles.signed_in)
def not_built(request, **kwargs):
    return HttpResponse("")


app_name = "finances"
urlpatterns = [
    path("money/", not_built, name="list"),
    path("people/<uuid:person_pk>/money/start/", not_built, name="start"),
    path("money/<uuid:pk>/", not_built, name="assessment"),
    path("assessments/<uuid:pk>/first-idea-of-budget/", not_built, name="indicative"),
]
