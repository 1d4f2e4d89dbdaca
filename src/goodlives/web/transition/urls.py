from django.urls import path

from . import coming, pages

app_name = "transition"
urlpatterns = [
    path("transition/", coming.coming_up_to_18, name="list"),
    path("people/<uuid:person_pk>/transition/start/", pages.start, name="start"),
    path("transition/<uuid:pk>/", pages.read, name="transition"),
    path("transition/<uuid:pk>/write/", pages.write, name="write"),
    path("transition/<uuid:pk>/decide/", pages.decide, name="decide"),
    path("transition/<uuid:pk>/after-18/", pages.after_18, name="after_18"),
]
