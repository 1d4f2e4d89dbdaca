from django.urls import path

from . import views
from .budget import pages as budget
from .paying import pages, saving

app_name = "advice"
urlpatterns = [
    path("advice/", views.topics, name="topics"),
    path("advice/what-you-might-pay/", pages.what_you_might_pay, name="what_you_might_pay"),
    path("advice/what-you-might-pay/answer/", pages.answer, name="paying_answer"),
    path("advice/what-you-might-pay/delete/", pages.forget, name="paying_forget"),
    path("advice/what-you-might-pay/save/", saving.save, name="paying_save"),
    path("advice/what-you-might-pay/save/charge/", saving.facts, name="paying_facts"),
    path("advice/what-you-might-pay/open/", saving.open_saved, name="paying_open"),
    path("advice/what-you-might-pay/<slug:slug>/", pages.question, name="paying_question"),
    path("advice/what-you-might-pay/<slug:slug>/so-far/", pages.so_far, name="paying_so_far"),
    path("advice/your-budget/", budget.start, name="budget"),
    path("advice/your-budget/answer/", budget.answer, name="budget_answer"),
    path("advice/your-budget/delete/", budget.forget, name="budget_forget"),
    path("advice/your-budget/<slug:slug>/", budget.question, name="budget_question"),
    path("advice/your-budget/<slug:slug>/so-far/", budget.so_far, name="budget_so_far"),
    path("advice/<slug:slug>/", views.topic, name="topic"),
]
