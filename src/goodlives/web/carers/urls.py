from django.urls import path

from . import day, emergency, going, needs, saying, sharing, support

app_name = "carers"
urlpatterns = [
    path("caring/", saying.caring, name="caring"),
    path("caring/<uuid:member_pk>/add/", saying.add, name="add"),
    path("caring/care/<uuid:care_pk>/again/", saying.again, name="again"),
    path("caring/care/<uuid:care_pk>/stop/", saying.stop, name="stop"),
    path("people/<uuid:person_pk>/circle/<uuid:member_pk>/care/", saying.what_they_said, name="what_they_said"),
    path("people/<uuid:person_pk>/circle/<uuid:member_pk>/that-day/", day.plan_the_day, name="plan_the_day"),
    path("people/<uuid:person_pk>/circle/for-the-fridge/", day.for_the_fridge, name="for_the_fridge"),
    path("sharing/", sharing.sharing, name="sharing"),
    path("sharing/<uuid:member_pk>/", sharing.choose, name="share"),
    path("sharing/<uuid:member_pk>/theirs/", sharing.theirs, name="theirs"),
    path("people/<uuid:person_pk>/emergency-plan/", emergency.emergency_plan, name="emergency_plan"),
    path("people/<uuid:person_pk>/emergency-plan/write/", emergency.write, name="write_emergency_plan"),
    path("how-caring-goes/", going.how_caring_goes, name="going"),
    path("how-caring-goes/how-it-works/", going.how_it_works, name="how_it_works"),
    path("how-caring-goes/begin/", going.begin, name="begin"),
    path("how-caring-goes/stop/", going.stop, name="stop_asking"),
    path("how-caring-goes/answer/", going.answer, name="answer"),
    path("how-caring-goes/<uuid:pk>/", going.one, name="one"),
    path("how-caring-goes/<uuid:pk>/show/", going.show, name="show"),
    path("how-caring-goes/ask/", going.ask, name="ask"),
    path("people/<uuid:person_pk>/how-caring-goes/", support.shown, name="shown"),
    path("carers-who-asked/", support.asked, name="asked"),
    path("carers-who-asked/<uuid:pk>/", support.answer, name="answer_support"),
    path("needs-to-meet-again/", needs.needs, name="needs"),
    path("needs-to-meet-again/ran-out/", needs.ran_out, name="ran_out"),
    path("needs-to-meet-again/ran-out/<uuid:care_pk>/", needs.put_on_the_list, name="put_on_the_list"),
    path("needs-to-meet-again/<uuid:pk>/", needs.need, name="need"),
]
