from django.urls import path

from . import views
from .what_you_might_pay import what_you_might_pay

app_name = "advice"
urlpatterns = [
    path("advice/", views.topics, name="topics"),
    path("advice/what-you-might-pay/", what_you_might_pay, name="what_you_might_pay"),
    path("advice/<slug:slug>/", views.topic, name="topic"),
]
