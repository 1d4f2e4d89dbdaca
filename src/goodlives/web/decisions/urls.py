from django.urls import path

from . import again, learning, letters, questions, seal, telling

app_name = "decisions"
urlpatterns = [
    path("seal-of-today/", seal.seal_of_today, name="seal"),
    path("decisions/learning/", learning.learning, name="learning"),
    path("decisions/questions/", questions.waiting, name="questions"),
    path("decisions/questions/<uuid:pk>/", questions.asked, name="asked"),
    path("decisions/questions/<uuid:pk>/add/", questions.add_words, name="add_words"),
    path("decisions/questions/<uuid:pk>/take-back/", questions.withdraw, name="withdraw"),
    path("decisions/questions/<uuid:pk>/step/", questions.next_step, name="next_step"),
    path("decisions/questions/<uuid:pk>/answer/", questions.answer, name="answer"),
    path("decisions/<uuid:pk>/", letters.decision, name="decision"),
    path("decisions/<uuid:pk>/letter.pdf", letters.letter, name="letter"),
    path("decisions/<uuid:pk>/easy-read/", letters.easy_read, name="easy_read"),
    path("decisions/<uuid:pk>/again/", again.again, name="again"),
    path("decisions/<uuid:pk>/told/", telling.told, name="told"),
    path("decisions/<uuid:pk>/question/", questions.ask, name="question"),
]
