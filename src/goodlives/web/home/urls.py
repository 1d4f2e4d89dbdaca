from django.urls import path

from . import health, language, sign_in, typing, views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("work/", views.work, name="work"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/as/<str:username>/", sign_in.sign_in_as, name="sign_in_as"),
    path("signed-in/", sign_in.signed_in, name="signed_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("language/", language.choose, name="language"),
    path("not-yet-sent/", views.not_yet_sent, name="not_yet_sent"),
    path("not-yet-sent/keep/", typing.keep_draft, name="keep_draft"),
    path("not-yet-sent/let-go/", typing.let_go_of_draft, name="let_go_of_draft"),
    path("about-this-site/", views.about_this_site, name="about_this_site"),
    path("complain/", views.complain, name="complain"),
    path("council.css", views.council_css, name="council_css"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
]
