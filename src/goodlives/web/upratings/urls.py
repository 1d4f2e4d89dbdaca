from django.urls import path

from . import letters, people, preparing, running

app_name = "upratings"
urlpatterns = [
    path("yearly-change/", preparing.upratings, name="list"),
    path("yearly-change/<uuid:pk>/", preparing.uprating, name="uprating"),
    path("yearly-change/<uuid:pk>/percentages/", preparing.percentages, name="percentages"),
    path("yearly-change/<uuid:pk>/people/", people.people, name="people"),
    path("yearly-change/<uuid:pk>/people/<uuid:person_pk>/hold-back/", people.hold_back, name="hold_back"),
    path("yearly-change/<uuid:pk>/start/", running.start, name="start"),
    path("yearly-change/<uuid:pk>/stop/", running.stop, name="stop"),
    path("yearly-change/<uuid:pk>/go-on/", running.go_on, name="go_on"),
    path("yearly-change/<uuid:pk>/letters/", letters.letters, name="letters"),
    path("yearly-change/<uuid:pk>/letters/apart/", letters.told_apart, name="told_apart"),
    path("yearly-change/<uuid:pk>/letters/<int:number>/", letters.print_file, name="print_file"),
    path("yearly-change/<uuid:pk>/letters/<int:number>/posted/", letters.posted, name="posted"),
]
