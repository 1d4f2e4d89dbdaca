from django.urls import path

from . import best_interests, looking

app_name = "mental_capacity"
urlpatterns = [
    path("people/<uuid:person_pk>/mental-capacity/", looking.records, name="list"),
    path("people/<uuid:person_pk>/mental-capacity/start/", looking.start, name="start"),
    path("mental-capacity/<uuid:pk>/", looking.record, name="record"),
    path("mental-capacity/<uuid:pk>/write/", looking.write, name="write"),
    path("mental-capacity/<uuid:pk>/conclude/", looking.conclude, name="conclude"),
    path("mental-capacity/<uuid:pk>/best-interests/", best_interests.write, name="best_interests"),
    path("mental-capacity/<uuid:pk>/best-interests/decide/", best_interests.decide, name="decide_best_interests"),
]
