"""What every test may use."""

import pytest
from django.test import Client

from goodlives.config.translations import LANGUAGES, make_ready


def pytest_configure():
    """The translations as their files say them now."""
    for language in LANGUAGES:
        make_ready(language)


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Addresses of static files without the fingerprint that only a built release has."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def signed_in():
    """A browser without pictures, signed in as this user: `signed_in(user).get(...)`."""

    def sign_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
