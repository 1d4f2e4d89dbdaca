from django.urls import path, register_converter

from . import already_known, beside, copies, deciding, finding, preparing, refusing, starting, writing
from .contents import SLUGS


class SectionConverter:
    """A part of an assessment: only their own names, so that other pages may stand beside them."""

    regex = "|".join(sorted(SLUGS, key=len, reverse=True))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SectionConverter, "section")

app_name = "assessments"
urlpatterns = [
    path("assessments/", finding.find, name="list"),
    path("people/<uuid:person_pk>/assessments/start/", starting.start, name="start"),
    path("assessments/<uuid:pk>/", writing.overview, name="assessment"),
    path("assessments/<uuid:pk>/decide/", deciding.decide, name="decide"),
    path("assessments/<uuid:pk>/record/", writing.record, name="record"),
    path("assessments/<uuid:pk>/share/", writing.share, name="share"),
    path("assessments/<uuid:pk>/take-on/", writing.take_on, name="take_on"),
    path("assessments/<uuid:pk>/stop/", writing.stop, name="stop"),
    path("assessments/<uuid:pk>/already-known/", already_known.already_known, name="already_known"),
    path("assessments/<uuid:pk>/invite/", preparing.invite, name="invite"),
    path("assessments/<uuid:pk>/invitation.pdf", preparing.letter, name="invitation"),
    path("assessments/<uuid:pk>/get-ready/", preparing.get_ready, name="get_ready"),
    path("assessments/<uuid:pk>/beside/", beside.beside, name="beside"),
    path("people/<uuid:person_pk>/say-no/", refusing.refuse, name="refuse"),
    path("refusals/<uuid:refusal_pk>/", refusing.refusal, name="refusal"),
    path("refusals/<uuid:refusal_pk>/look-at/", refusing.look_at, name="look_at_refusal"),
    path("refusals/<uuid:refusal_pk>/decide/", refusing.decide, name="decide_refusal"),
    path("refusals/<uuid:refusal_pk>/changed/", refusing.changed, name="refusal_changed"),
    path("refusals/<uuid:refusal_pk>/again/", refusing.again, name="refuse_again"),
    path("assessments/copies/", copies.not_yet_given, name="copies_to_give"),
    path("assessments/<uuid:pk>/copies/", copies.copies, name="copies"),
    path("assessments/<uuid:pk>/copies/give/", copies.give, name="give_copy"),
    path("assessments/<uuid:pk>/copies/ask/", copies.ask, name="ask_for_copy"),
    path("assessments/<uuid:pk>/record.pdf", copies.paper, name="record_on_paper"),
    path("assessments/<uuid:pk>/<section:slug>/", writing.section, name="section"),
]
