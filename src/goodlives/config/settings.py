"""Settings. Everything that differs between councils or machines comes from the environment or the council's file."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from .council import read_council
from .database import PlansQuestionsOnce
from .local import local, secret_key

PACKAGE = Path(__file__).resolve().parent.parent

# A demonstration shows made-up people and lets anybody sign in as one of them with a click. Never for real records.
DEMONSTRATION = os.environ.get("GOODLIVES_DEMONSTRATION") == "1"
DEBUG = os.environ.get("GOODLIVES_DEBUG") == "1"
# A demonstration may be set on another day, to show how old rates are used.
TODAY = (
    date.fromisoformat(os.environ["GOODLIVES_TODAY"]) if DEMONSTRATION and os.environ.get("GOODLIVES_TODAY") else None
)

COUNCIL = read_council(os.environ.get("GOODLIVES_COUNCIL"))
# A folder with the tested questions about quality of life that this council has a licence for: docs/instruments.md.
INSTRUMENTS = os.environ.get("GOODLIVES_INSTRUMENTS", "")

# The ODS of ASCOF tables that the Department publishes each year, which the council supplies: for "Our results".
ASCOF_TABLES = os.environ.get("GOODLIVES_ASCOF_TABLES")


SECRET_KEY = secret_key()
ALLOWED_HOSTS = os.environ.get("GOODLIVES_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host not in ("localhost", "127.0.0.1", "[::1]")]


def _database_url() -> str:
    if url := os.environ.get("DATABASE_URL"):
        return url
    from .embedded_postgres import database_url

    return database_url()


DATABASES = {
    "default": dj_database_url.parse(_database_url(), conn_max_age=600, conn_health_checks=True)
    | {
        "ATOMIC_REQUESTS": True,
        "OPTIONS": {"cursor_factory": PlansQuestionsOnce, "server_side_binding": True, "prepare_threshold": 1},
        "TEST": {"NAME": os.environ.get("GOODLIVES_TEST_DB")},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "goodlives.casework.access",
    "goodlives.casework.people",
    "goodlives.casework.consents",
    "goodlives.casework.representatives",
    "goodlives.casework.about_me",
    "goodlives.casework.decisions",
    "goodlives.casework.carers",
    "goodlives.casework.requests",
    "goodlives.casework.communication",
    "goodlives.casework.mental_capacity",
    "goodlives.casework.taking_part",
    "goodlives.casework.assessments",
    "goodlives.casework.continuing_healthcare",
    "goodlives.casework.transition",
    "goodlives.casework.charging_policies",
    "goodlives.casework.finances",
    "goodlives.casework.upratings",
    "goodlives.casework.plans",
    "goodlives.casework.payments",
    "goodlives.casework.reviews",
    "goodlives.casework.seeing",
    "goodlives.web.access",
    "goodlives.web.design",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "goodlives.web.design.languages.ReadersLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "goodlives.web.drafts.LetGoOnceSent",
    "pghistory.middleware.HistoryMiddleware",
    "goodlives.web.access.sessions.SessionsEnd",
    "goodlives.web.home.errors.PageForTheWrongMethod",
    "goodlives.web.acting.ActsForSomebody",
    "goodlives.web.permissions.DenyByDefault",
    "goodlives.web.access.sessions.SecondStepForStaff",
    "goodlives.web.permissions.OnlyWhatIsTheirs",
]

ROOT_URLCONF = "goodlives.config.urls"
WSGI_APPLICATION = "goodlives.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(str(path) for path in (PACKAGE / "web").glob("*/templates")),
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "goodlives.web.design.environment.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "goodlives.web.design.environment.page",
            ],
        },
    },
    # allauth and Django's own mail and form templates.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ]
        },
    },
]
FORM_RENDERER = "goodlives.web.design.forms.Renderer"

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["goodlives.web.access.adapters.Backend"]
LOGIN_URL = "home:sign_in"
LOGIN_REDIRECT_URL = "home:signed_in"
PASSWORD_RESET_TIMEOUT = 60 * 60

# allauth: our own words, our own lockout (casework/access/locking.py), and nobody signs up by themselves.
ACCOUNT_ADAPTER = "goodlives.web.access.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_EMAIL_VERIFICATION = SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_ADAPTER = "goodlives.web.access.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = COUNCIL.name
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_FORMS = {
    "authenticate": "goodlives.web.access.forms.SecondStep",
    "reauthenticate": "goodlives.web.access.forms.SecondStepAgain",
    "activate_totp": "goodlives.web.access.forms.NewApp",
    "add_webauthn": "goodlives.web.access.forms.NewPasskey",
}
SOCIALACCOUNT_ADAPTER = "goodlives.web.access.adapters.SocialAccountAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: our pages post forms to nobody else, and the state guards the way back
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [provider.for_allauth() for provider in COUNCIL.sign_in]}}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_MINUTES_WITHOUT_A_PAGE = 60
SESSION_HOURS_AT_MOST = 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
HTTPS = os.environ.get("GOODLIVES_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "goodlives.web.home.errors.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("GOODLIVES_STATIC") or local() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg"), ("ur", "اردو")]
# Nobody who speaks them has read these words yet: their name in the chooser says "draft". docs/translations.md
LANGUAGES_IN_DRAFT = ("cy", "ur")
# A council's own words come before ours.
LOCALE_PATHS = [*filter(None, [os.environ.get("GOODLIVES_LOCALE")]), PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
TIME_ZONE = "Europe/London"
USE_I18N = USE_TZ = True

EMAIL_BACKEND = os.environ.get("GOODLIVES_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
if EMAIL_BACKEND.endswith("filebased.EmailBackend"):
    EMAIL_FILE_PATH = local() / "mail"
DEFAULT_FROM_EMAIL = COUNCIL.email

PGHISTORY_APPEND_ONLY = True

# Long jobs: queued in the transaction of what asks for them, worked off by `python -m django procrastinate worker`.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = [
    "goodlives.exchange.uprating_job", "goodlives.exchange.sealing_job", "goodlives.exchange.partners.sending_job",
    "goodlives.exchange.telling_job",
]  # fmt: skip

# Where the seal of each night is written down: outside of what whoever runs the database can change.
SEALS_FILE = os.environ.get("GOODLIVES_SEALS_FILE", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.request": {"level": "ERROR"}, "procrastinate": {"level": "WARNING"}},
}
