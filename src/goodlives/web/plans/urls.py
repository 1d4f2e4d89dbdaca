from django.urls import path

from . import agreeing, goals, reading, shared, sharing, signing, suggestions, taking, versions, writing

app_name = "plans"
urlpatterns = [
    path("plans/", reading.plans, name="list"),
    path("assessments/<uuid:assessment_pk>/plan/start/", writing.start, name="start"),
    path("people/<uuid:person_pk>/plan/start/", writing.start_alone, name="start_alone"),
    path("plans/schema.json", taking.plan_schema, name="schema"),
    path("plans/shared/<str:link>/", shared.shared, name="shared"),
    path("plans/shared/<str:link>/leave/", shared.leave, name="leave"),
    path("plans/<uuid:pk>/", reading.plan, name="plan"),
    path("plans/<uuid:pk>/helpers/", sharing.helpers, name="helpers"),
    path("plans/<uuid:pk>/invite/", sharing.invite, name="invite"),
    path("plans/<uuid:pk>/helpers/<uuid:invitation_pk>/withdraw/", sharing.withdraw, name="withdraw"),
    path("plans/<uuid:pk>/who-writes/", sharing.ask_to_write, name="ask_to_write"),
    path("plans/<uuid:pk>/suggestions/", suggestions.suggestions, name="suggestions"),
    path("plans/<uuid:pk>/suggestions/<uuid:suggestion_pk>/", suggestions.answer, name="answer"),
    path("plans/<uuid:pk>/suggest/", suggestions.suggest, name="suggest"),
    path("plans/<uuid:pk>/beside/", suggestions.beside, name="beside"),
    path("plans/<uuid:pk>/versions/", versions.versions, name="versions"),
    path("plans/<uuid:pk>/sign/", versions.sign, name="sign"),
    path("plans/<uuid:pk>/take/<slug:form>/", taking.take, name="take"),
    path("plans/<uuid:pk>/what-matters/", writing.part, {"part": "what_matters"}, name="what_matters"),
    path(
        "plans/<uuid:pk>/if-things-go-wrong/", writing.part, {"part": "if_things_go_wrong"}, name="if_things_go_wrong"
    ),
    path("plans/<uuid:pk>/advice/", writing.part, {"part": "advice"}, name="advice"),
    path("plans/<uuid:pk>/when-it-begins/", writing.part, {"part": "starts_on"}, name="starts_on"),
    path(
        "plans/<uuid:pk>/why-the-cost-differs/", writing.part, {"part": "why_not_indicative"}, name="why_not_indicative"
    ),
    path("plans/<uuid:pk>/without-a-figure/", writing.waive, name="waive"),
    path("plans/<uuid:pk>/goals/add/", goals.goal, name="add_goal"),
    path("plans/<uuid:pk>/goals/<uuid:goal_pk>/", goals.goal, name="goal"),
    path("plans/<uuid:pk>/goals/<uuid:goal_pk>/remove/", goals.remove, name="remove_goal"),
    path("plans/<uuid:pk>/send/", signing.send, name="send"),
    path("plans/<uuid:pk>/sign-off/", signing.sign_off, name="sign_off"),
    path("plans/<uuid:pk>/send-back/", signing.send_back, name="send_back"),
    path("plans/<uuid:pk>/agree/", agreeing.agree, name="agree"),
    path("plans/<uuid:pk>/change/", agreeing.change, name="change"),
    path("plans/<uuid:pk>/stop/", agreeing.stop, name="stop"),
]
