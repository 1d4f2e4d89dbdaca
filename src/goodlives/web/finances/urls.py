from django.urls import path

from . import deciding, indicative, items, listing, overview, parts

app_name = "finances"
urlpatterns = [
    path("money/", listing.assessments, name="list"),
    path("people/<uuid:person_pk>/money/start/", overview.start, name="start"),
    path("money/<uuid:pk>/", overview.assessment, name="assessment"),
    path("money/<uuid:pk>/about/", parts.about, name="about"),
    path("money/<uuid:pk>/capital/", items.capital, name="capital"),
    path("money/<uuid:pk>/capital/add/", items.capital_item, name="add_capital"),
    path("money/<uuid:pk>/capital/<int:item_pk>/", items.capital_item, name="capital_item"),
    path("money/<uuid:pk>/capital/<int:item_pk>/take-away/", items.take_capital_away, name="take_capital_away"),
    path("money/<uuid:pk>/income/", items.income, name="income"),
    path("money/<uuid:pk>/income/add/", items.income_item, name="add_income"),
    path("money/<uuid:pk>/income/<int:item_pk>/", items.income_item, name="income_item"),
    path("money/<uuid:pk>/income/<int:item_pk>/take-away/", items.take_income_away, name="take_income_away"),
    path("money/<uuid:pk>/costs/", parts.costs, name="costs"),
    path("money/<uuid:pk>/cost-of-care/", parts.cost_of_care, name="cost"),
    path("money/<uuid:pk>/free-care/", parts.free_care, name="free_care"),
    path("money/<uuid:pk>/decide/", deciding.decide, name="decide"),
    path("money/<uuid:pk>/shown/", deciding.shown, name="shown"),
    path("assessments/<uuid:pk>/first-idea-of-budget/", indicative.indicative, name="indicative"),
]
