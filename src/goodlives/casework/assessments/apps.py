from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "goodlives.casework.assessments"
    verbose_name = "Assessments"
