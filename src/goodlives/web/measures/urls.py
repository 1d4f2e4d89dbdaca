from django.urls import path

from . import counting, results

app_name = "measures"
urlpatterns = [
    path("our-results/", results.results, name="results"),
    path("measures/", counting.count, name="count"),
    path("measures/figures.csv", counting.figures, name="figures"),
]
