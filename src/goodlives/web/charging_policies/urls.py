from django.urls import path

from . import reading, recording, trying

app_name = "charging_policies"
urlpatterns = [
    path("charging-policy/", reading.now, name="now"),
    path("charging-policy/compare/", reading.compare, name="compare"),
    path("charging-policy/record/", recording.record, name="record"),
    path("charging-policy/what-if/", trying.what_if, name="what_if"),
    path("charging-policy/<uuid:pk>/", reading.version, name="version"),
]
