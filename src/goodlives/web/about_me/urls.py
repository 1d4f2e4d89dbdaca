from django.urls import path

from . import attached, giving, introductions, life, neighbours, paper, reading, writing

app_name = "about_me"
urlpatterns = [
    path("people/<uuid:person_pk>/about-me/", reading.about_me, name="about_me"),
    path("people/<uuid:person_pk>/about-me.pdf", paper.pdf, name="pdf"),
    path("people/<uuid:person_pk>/about-me.json", paper.as_json, name="json"),
    path("people/<uuid:person_pk>/about-me/<slug:heading>/", reading.part, name="part"),
    path("people/<uuid:person_pk>/about-me/<slug:heading>/before/", reading.before, name="before"),
    path("people/<uuid:person_pk>/about-me/<slug:heading>/write/", writing.write, name="write"),
    path("people/<uuid:person_pk>/about-me/<slug:heading>/picture/", attached.add_picture, name="add_picture"),
    path("people/<uuid:person_pk>/about-me/<slug:heading>/voice/", attached.add_voice_note, name="add_voice_note"),
    path("about-me/suggestions/<uuid:pk>/", writing.answer, name="answer"),
    path("about-me/pictures/<uuid:pk>/", attached.picture, name="picture"),
    path("about-me/pictures/<uuid:pk>/take-away/", attached.take_picture_away, name="take_picture_away"),
    path("about-me/voice-notes/<uuid:pk>/", attached.voice_note, name="voice_note"),
    path("about-me/voice-notes/<uuid:pk>/take-away/", attached.take_voice_note_away, name="take_voice_note_away"),
    path("people/<uuid:person_pk>/what-i-give/", giving.offers, name="offers"),
    path("people/<uuid:person_pk>/what-i-give/add/", giving.add, name="add_offer"),
    path("what-i-give/<uuid:pk>/share/", giving.share, name="share"),
    path("what-i-give/<uuid:pk>/stop-sharing/", giving.withdraw, name="withdraw"),
    path("what-i-give/<uuid:pk>/end/", giving.end, name="end_offer"),
    path("who-nearby/", neighbours.find, name="find"),
    path("who-nearby/<uuid:pk>/", neighbours.ask, name="ask"),
    path("introductions/", introductions.waiting, name="introductions"),
    path("introductions/<uuid:pk>/", introductions.answer, name="introduction"),
    path("people/<uuid:person_pk>/how-life-is/", life.how_life_is, name="life"),
    path("people/<uuid:person_pk>/how-life-is/answer/", life.answer, name="life_answer"),
]
