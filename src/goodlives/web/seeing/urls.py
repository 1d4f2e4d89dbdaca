from django.urls import path

from . import duty, opening, overlooking, questions, restricting, telling

app_name = "seeing"
urlpatterns = [
    path("people/<uuid:person_pk>/open/", opening.open_anyway, name="open"),
    path("people/<uuid:person_pk>/few/", restricting.restrict, name="restrict"),
    path("people/<uuid:person_pk>/few/end/", restricting.end, name="end_restriction"),
    path("people/<uuid:person_pk>/who-looked/<uuid:read_pk>/", questions.ask, name="ask_why"),
    path("emergency-looks/", overlooking.looks, name="looks"),
    path("emergency-looks/<uuid:pk>/", overlooking.look, name="look"),
    path("emergency-looks/<uuid:pk>/telling/", telling.wait, name="telling"),
    path("emergency-looks/<uuid:pk>/letter/", telling.letter, name="letter"),
    path("questions-about-looks/<uuid:pk>/", questions.answer, name="answer"),
    path("duty/", duty.rota, name="duty"),
    path("duty/<uuid:pk>/end/", duty.end, name="off_duty"),
]
