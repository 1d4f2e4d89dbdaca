from django.urls import path

from . import pages

app_name = "taking_part"
urlpatterns = [
    path("people/<uuid:person_pk>/taking-part/<slug:purpose>/", pages.needs, name="needs"),
    path("people/<uuid:person_pk>/taking-part/<slug:purpose>/write/", pages.write, name="write"),
    path("people/<uuid:person_pk>/taking-part/<slug:purpose>/advocate/", pages.decide, name="decide"),
    path("people/<uuid:person_pk>/taking-part/<slug:purpose>/arrange/", pages.arrange, name="arrange"),
]
