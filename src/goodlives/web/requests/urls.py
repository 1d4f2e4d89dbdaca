from django.urls import path

from . import asking, coming_back, listing, responding

app_name = "requests"
urlpatterns = [
    path("ask/", asking.ask, name="ask"),
    path("ask/check/", asking.check, name="check"),
    path("ask/done/", asking.done, name="done"),
    path("ask/stop/", asking.stop, name="stop"),
    path("ask/come-back/", coming_back.come_back, name="come_back"),
    path("ask/come-back/leave/", coming_back.leave, name="leave"),
    path("ask/come-back/<str:reference>/", coming_back.told, name="told"),
    path("ask/come-back/<str:reference>/something-changed/", coming_back.something_changed, name="something_changed"),
    path("ask/come-back/<str:reference>/withdraw/", coming_back.withdraw, name="withdraw"),
    path("ask/<slug:slug>/", asking.step, name="step"),
    path("requests/", listing.waiting, name="list"),
    path("requests/<str:reference>/", responding.request_for_support, name="request"),
    path("requests/<str:reference>/assign/", responding.assign, name="assign"),
    path("requests/<str:reference>/respond/<slug:what>/", responding.respond, name="respond"),
]
