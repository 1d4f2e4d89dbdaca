from django.urls import path

from . import choosing, listing, of_person, registering, suspending

app_name = "representatives"
urlpatterns = [
    path("here-for/", choosing.choose, name="choose"),
    path("here-for/what-you-may-do/", choosing.what_i_may, name="what_i_may"),
    path("people/<uuid:person_pk>/who-acts/", of_person.who_acts, name="of_person"),
    path("people/<uuid:person_pk>/who-acts/add/", registering.add, name="add"),
    path("people/<uuid:person_pk>/who-acts/<uuid:pk>/end/", of_person.end_own, name="end_own"),
    path("people/<uuid:person_pk>/who-acts/<uuid:pk>/worry/", of_person.worry, name="worry"),
    path("who-acts/", listing.representatives, name="list"),
    path("who-acts/<uuid:pk>/", registering.one, name="one"),
    path("who-acts/<uuid:pk>/change/", registering.change, name="change"),
    path("who-acts/<uuid:pk>/papers/", registering.papers, name="papers"),
    path("who-acts/<uuid:pk>/check/", registering.check, name="check"),
    path("who-acts/<uuid:pk>/end/", registering.end, name="end"),
    path("who-acts/<uuid:pk>/suspend/", suspending.suspend, name="suspend"),
    path("who-acts/<uuid:pk>/suspension/", suspending.decide, name="suspension"),
    path("who-acts/<uuid:pk>/worries/<uuid:worry_pk>/", suspending.look_at_worry, name="look_at_worry"),
]
