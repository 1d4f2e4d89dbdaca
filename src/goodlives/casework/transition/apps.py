from django.apps import AppConfig


class TransitionConfig(AppConfig):
    name = "goodlives.casework.transition"
    verbose_name = "Transition at 18"
