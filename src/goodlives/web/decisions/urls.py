from django.urls import path

from . import again, letters, questions, telling

app_name = "decisions"
urlpatterns = [
    path("decisions/questions/", questions.waiting, name="questions"),
    path("decisions/questions/<uuid:pk>/", questions.asked, name="asked"),
    path("decisions/questions/<uuid:pk>/answer/", questions.answer, name="answer"),
    path("decisions/<uuid:pk>/", letters.decision, name="decision"),
    path("decisions/<uuid:pk>/letter.pdf", letters.letter, name="letter"),
    path("decisions/<uuid:pk>/again/", again.again, name="again"),
    path("decisions/<uuid:pk>/told/", telling.told, name="told"),
    path("decisions/<uuid:pk>/question/", questions.ask, name="question"),
]
