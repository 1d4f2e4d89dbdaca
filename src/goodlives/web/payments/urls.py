from django.urls import path

from . import agreeing, asking, deciding, listing, overview

app_name = "payments"
urlpatterns = [
    path("payments/", listing.payments, name="list"),
    path("plans/<uuid:plan_pk>/direct-payment/", asking.ask, name="ask"),
    path("payments/<uuid:pk>/", overview.payment, name="payment"),
    path("payments/<uuid:pk>/conditions/", deciding.conditions, name="conditions"),
    path("payments/<uuid:pk>/decide/", deciding.decide, name="decide"),
    path("payments/<uuid:pk>/agree/", agreeing.agree, name="agree"),
    path("payments/<uuid:pk>/agreement/", agreeing.agreement, name="agreement"),
    path("payments/<uuid:pk>/schedule.csv", overview.schedule, name="schedule"),
    path("payments/<uuid:pk>/carry-on/", agreeing.carry_on, name="carry_on"),
    path("payments/<uuid:pk>/end/", agreeing.end, name="end"),
]
