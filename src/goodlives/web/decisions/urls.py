from django.http import HttpResponse
from django.urls import path

from goodlives.casework.access import roles

from ..permissions import open_to


@open_to(roles.signed_in)
def not_built(request, **kwargs):
    return HttpResponse("")


app_name = "decisions"
urlpatterns = [
    path("decisions/questions/", not_built, name="questions"),
    path("decisions/<uuid:pk>/", not_built, name="decision"),
    path("decisions/<uuid:pk>/letter.pdf", not_built, name="letter"),
    path("decisions/<uuid:pk>/question/", not_built, name="question"),
]
