from django.apps import AppConfig


class AboutMeConfig(AppConfig):
    name = "goodlives.casework.about_me"
    verbose_name = "About me"
