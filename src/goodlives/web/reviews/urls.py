from django.urls import path

from . import beside, diary, holding

app_name = "reviews"
urlpatterns = [
    path("reviews/", diary.reviews, name="list"),
    path("reviews/<uuid:pk>/", holding.review, name="review"),
    path("reviews/<uuid:pk>/beside/", beside.beside, name="beside"),
    path("reviews/<uuid:pk>/record/", holding.hold, name="hold"),
    path("plans/<uuid:plan_pk>/review/ask/", holding.ask, name="ask"),
]
