from django.urls import path, register_converter

from . import deciding, finding, starting, writing
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
    path("assessments/<uuid:pk>/copy-given/", writing.copy_given, name="copy_given"),
    path("assessments/<uuid:pk>/<section:slug>/", writing.section, name="section"),
]
