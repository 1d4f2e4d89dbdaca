from django.urls import path

from . import copies, giving, partners, shared, who_may_see, without_asking

app_name = "consents"
urlpatterns = [
    path("sharing-without-asking/", without_asking.page, name="without_asking"),
    path("people/<uuid:person_pk>/who-may-see/", who_may_see.overview, name="who_may_see"),
    path("people/<uuid:person_pk>/who-may-see/history/", who_may_see.history, name="history"),
    path("people/<uuid:person_pk>/who-may-see/share/", giving.give, name="give"),
    path("people/<uuid:person_pk>/who-may-see/<uuid:pk>/", giving.change, name="change"),
    path("people/<uuid:person_pk>/who-may-see/<uuid:pk>/stop/", giving.stop, name="stop"),
    path("people/<uuid:person_pk>/who-may-see/<uuid:pk>/again/", giving.again, name="again"),
    path("shared-with-you/", shared.shared_with_us, name="shared_with_us"),
    path("shared-with-you/<uuid:pk>/", shared.one, name="one"),
    path("shared-with-you/<uuid:pk>/copies/", copies.ask, name="ask_for_copy"),
    path("shared-with-you/<uuid:pk>/copies/<uuid:file_pk>/", copies.take, name="take"),
    path("shared-with-you/<uuid:pk>/<slug:group>/", shared.group, name="group"),
    path("shared-with-you/copies/<uuid:file_pk>/deleted/", copies.deleted, name="deleted"),
    path("partners/", partners.partners, name="partners"),
    path("partners/new/", partners.new, name="new_partner"),
    path("partners/<uuid:partner_pk>/", partners.one, name="partner"),
    path("partners/<uuid:partner_pk>/change/", partners.change, name="change_partner"),
    path("partners/<uuid:partner_pk>/end/", partners.end, name="end_partner"),
    path("partners/<uuid:partner_pk>/sign-in/", partners.sign_in, name="give_sign_in"),
]
