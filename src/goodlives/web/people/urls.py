from django.http import HttpResponse
from django.urls import path

from goodlives.casework.access import roles

from ..permissions import open_to


@open_to(roles.signed_in)
def not_built(request, **kwargs):
    return HttpResponse("")


app_name = "people"
urlpatterns = [
    path("my-page/", not_built, name="mine"),
    path("people/", not_built, name="list"),
    path("people/<uuid:pk>/", not_built, name="person"),
    path("people/<uuid:pk>/who-looked/", not_built, name="who_looked"),
    path("people/<uuid:pk>/circle/", not_built, name="circle"),
]
