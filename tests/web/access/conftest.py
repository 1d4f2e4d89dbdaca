"""Passwords that are quick to check, and letters that go at once."""

import pytest


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def letters_go_at_once(monkeypatch):
    """A test's transaction is never saved, so what waits for that is done at once."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda do, using=None, robust=False: do())
