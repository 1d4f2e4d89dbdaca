from django.urls import path

from . import examples, first_sum, rates

app_name = "law"
urlpatterns = [
    path("law/", examples.law, name="law"),
    path("law/numbers/", rates.rates, name="rates"),
    path("law/numbers/compared/", rates.compared, name="compared"),
    path("law/numbers/all.json", rates.as_json, name="rates_json"),
    path("law/numbers/<slug:name>/", rates.rate, name="rate"),
    path("law/examples/<slug:slug>/", examples.rule, name="rule"),
    path("law/first-sum/", first_sum.first_sum, name="first_sum"),
]
