from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "goodlives.casework.reviews"
    verbose_name = "Reviews"
