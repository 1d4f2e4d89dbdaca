from django.urls import path

from . import pages

app_name = "continuing_healthcare"
urlpatterns = [
    path("assessments/<uuid:assessment_pk>/continuing-healthcare/start/", pages.start, name="start"),
    path("continuing-healthcare/<uuid:pk>/", pages.read, name="read"),
    path("continuing-healthcare/<uuid:pk>/write/", pages.write, name="write"),
    path("people/<uuid:person_pk>/continuing-healthcare/", pages.of_person, name="of_person"),
]
