from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "goodlives.casework.people"
    verbose_name = "People"
