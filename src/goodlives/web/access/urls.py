from django.urls import path

from . import forgotten, mine, of_person, of_representative, staff, starting

app_name = "access"
urlpatterns = [
    path("account/", mine.account, name="account"),
    path("account/password/", mine.change_password, name="change_password"),
    path("account/second-step/", mine.second_step, name="second_step"),
    path("account/sign-out-everywhere/", mine.sign_out_everywhere, name="sign_out_everywhere"),
    path("account/start/", starting.code, name="start"),
    path("account/start/password/", starting.password, name="first_password"),
    path("account/forgotten/", forgotten.ask, name="forgotten"),
    path("account/forgotten/<str:uid>/<str:token>/", forgotten.choose, name="new_password"),
    path("accounts/", staff.accounts, name="accounts"),
    path("accounts/new/", staff.new, name="new"),
    path("accounts/<uuid:pk>/", staff.one, name="one"),
    path("accounts/<uuid:pk>/change/", staff.change, name="change"),
    path("accounts/<uuid:pk>/end/", staff.end, name="end"),
    path("accounts/<uuid:pk>/reopen/", staff.reopen, name="reopen"),
    path("accounts/<uuid:pk>/code/", staff.code, name="code"),
    path("accounts/<uuid:pk>/second-steps/", staff.second_steps, name="second_steps"),
    path("people/<uuid:person_pk>/account/", of_person.account, name="of_person"),
    path("people/<uuid:person_pk>/account/code/", of_person.code, name="code_for_person"),
    path("people/<uuid:person_pk>/account/end/", of_person.end, name="end_of_person"),
    path("who-acts/<uuid:representation_pk>/account/", of_representative.account, name="of_representative"),
]
