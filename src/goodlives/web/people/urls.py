from django.urls import path

from . import circle, details, finding, looks, mine, record, timeline

app_name = "people"
urlpatterns = [
    path("my-page/", mine.mine, name="mine"),
    path("people/", finding.people, name="list"),
    path("people/new/", finding.new, name="new"),
    path("people/<uuid:pk>/", record.person, name="person"),
    path("people/<uuid:pk>/what-happened/", timeline.what_happened, name="what_happened"),
    path("people/<uuid:pk>/details/", details.change_details, name="details"),
    path("people/<uuid:pk>/named-worker/", details.named_worker, name="named_worker"),
    path("people/<uuid:pk>/who-looked/", looks.who_looked, name="who_looked"),
    path("people/<uuid:pk>/circle/", circle.circle, name="circle"),
    path("people/<uuid:pk>/circle/add/", circle.add, name="add_to_circle"),
    path("people/<uuid:pk>/circle/<uuid:member_pk>/", circle.change, name="circle_member"),
    path("people/<uuid:pk>/circle/<uuid:member_pk>/end/", circle.end, name="leave_circle"),
]
