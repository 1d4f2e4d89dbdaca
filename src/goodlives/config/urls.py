"""Every address, under the same words as the packages."""

from django.urls import include, path

from goodlives.web.home.sign_in import sign_in

handler400 = "goodlives.web.home.errors.bad_request"
handler403 = "goodlives.web.home.errors.not_allowed"
handler404 = "goodlives.web.home.errors.not_found"
handler500 = "goodlives.web.home.errors.broken"

urlpatterns = [
    path("", include("goodlives.web.api.urls")),
    path("", include("goodlives.web.home.urls")),
    path("", include("goodlives.web.access.urls")),
    path("", include("goodlives.web.access.allauth_urls")),
    path("sign-in/", sign_in, name="account_login"),  # the same page, by the name that django-allauth knows
    path("", include("goodlives.web.advice.urls")),
    path("", include("goodlives.web.law.urls")),
    path("", include("goodlives.web.requests.urls")),
    path("", include("goodlives.web.people.urls")),
    path("", include("goodlives.web.consents.urls")),
    path("", include("goodlives.web.representatives.urls")),
    path("", include("goodlives.web.about_me.urls")),
    path("", include("goodlives.web.carers.urls")),
    path("", include("goodlives.web.decisions.urls")),
    path("", include("goodlives.web.communication.urls")),
    path("", include("goodlives.web.mental_capacity.urls")),
    path("", include("goodlives.web.taking_part.urls")),
    path("", include("goodlives.web.assessments.urls")),
    path("", include("goodlives.web.continuing_healthcare.urls")),
    path("", include("goodlives.web.transition.urls")),
    path("", include("goodlives.web.charging_policies.urls")),
    path("", include("goodlives.web.finances.urls")),
    path("", include("goodlives.web.upratings.urls")),
    path("", include("goodlives.web.plans.urls")),
    path("", include("goodlives.web.payments.urls")),
    path("", include("goodlives.web.reviews.urls")),
    path("", include("goodlives.web.seeing.urls")),
    path("", include("goodlives.web.measures.urls")),
]
