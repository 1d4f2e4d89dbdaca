"""What every test may use."""

import pytest
from django.conf import settings as the_settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, connections, transaction
from django.test import Client, TransactionTestCase
from django.utils.crypto import get_random_string

from goodlives.config.translations import LANGUAGES, make_ready
from goodlives.web import clock
from goodlives.web.access.sessions import BEGAN, SEEN
from tests import migrated

# What migrating fills and nothing changes afterwards.
STAYS = {"django_migrations", "django_content_type", "auth_permission"}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """The test database begins as a copy of one that is migrated already."""
    database = connections["default"].settings_dict
    database["TEST"]["TEMPLATE"] = migrated.template(database)


@pytest.fixture(scope="session", autouse=True)
def emptied_by_its_rows():
    """After a journey only the tables that were written to are emptied, and nothing is set up again: 200 are truncated
    in seconds, and few hold anything. Where the database does not let us pass over its triggers, all are truncated."""
    truncate = TransactionTestCase._fixture_teardown

    def may_pass_over_triggers() -> bool:
        with connection.cursor() as ask:
            ask.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            return ask.fetchone()[0]

    def empty(case) -> None:
        if not may_pass_over_triggers():
            truncate(case)
            return
        with transaction.atomic(), connection.cursor() as ask:
            ask.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            tables = [name for (name,) in ask.fetchall() if name not in STAYS]
            ask.execute(" UNION ALL ".join(f"(SELECT '{name}' FROM \"{name}\" LIMIT 1)" for name in tables))
            filled = [name for (name,) in ask.fetchall()]
            ask.execute("SET LOCAL session_replication_role = replica")
            for name in filled:
                ask.execute(f'DELETE FROM "{name}"')

    TransactionTestCase._fixture_teardown = empty
    yield
    TransactionTestCase._fixture_teardown = truncate


@pytest.fixture(scope="session", autouse=True)
def signed_in_by_one_row():
    """`client.force_login(user)` writes the session as it is after signing in. Django asks 18 questions for that."""
    by_django = Client.force_login

    def sign_in(client, user) -> None:
        now = clock.now().isoformat()
        session = SessionStore(get_random_string(32, VALID_KEY_CHARS))
        session._session_cache = {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: the_settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: user.get_session_auth_hash(),
            BEGAN: now,
            SEEN: now,
        }
        session.create_model_instance(session._session_cache).save(force_insert=True)
        client.cookies[the_settings.SESSION_COOKIE_NAME] = session.session_key

    Client.force_login = sign_in
    yield
    Client.force_login = by_django


def pytest_configure():
    """The translations as their files say them now."""
    for language in LANGUAGES:
        make_ready(language)


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Addresses of static files without the fingerprint that only a built release has; none is looked for before it is
    asked for, which every new browser would do."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture
def signed_in():
    """A browser without pictures, signed in as this user: `signed_in(user).get(...)`."""

    def sign_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
