from django.urls import path

from . import needs, private, safe, waiting

app_name = "communication"
urlpatterns = [
    path("people/<uuid:person_pk>/communication/", needs.needs, name="needs"),
    path("people/<uuid:person_pk>/safe-contact/", safe.safe_contact, name="safe_contact"),
    path("people/<uuid:person_pk>/safe-contact/end/", safe.end, name="end_safe_contact"),
    path("people/<uuid:person_pk>/private-address/", private.private_address, name="private_address"),
    path("people/<uuid:person_pk>/private-address/end/", private.end, name="end_private_address"),
    path("letters-that-wait/", waiting.letters, name="letters"),
    path("letters-that-wait/<uuid:pk>/", waiting.finish, name="finish"),
]
