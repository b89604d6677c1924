# SPDX-License-Identifier: EUPL-1.2
"""Settings, all from the environment; secure by default (docs/administrator.md).

``COMITY_MODE`` is ``embedded`` (one process on loopback, plain HTTP, demo accounts) or ``production`` (HTTPS and a second factor required,
demo accounts refused). Whatever is not named there has the value that harms nobody.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from comity.web.environment import wrong
from comity.web.home import home, secret

MODE = os.environ.get("COMITY_MODE", "embedded")
if MODE not in ("embedded", "production"):
    raise ImproperlyConfigured(f"COMITY_MODE is {MODE!r}: write embedded or production")
PRODUCTION = MODE == "production"
DEBUG = False


if PRODUCTION and (faults := wrong(os.environ)):
    raise ImproperlyConfigured("; ".join(faults) + " (docs/administrator.md)")

SECRET_KEY = os.environ.get("COMITY_SECRET_KEY") or secret("django")
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("COMITY_OLD_SECRET_KEYS", "").split(",") if key]
DATA_KEY = os.environ.get("COMITY_DATA_KEY") or secret("data")
OLD_DATA_KEYS = [key for key in os.environ.get("COMITY_OLD_DATA_KEYS", "").split(",") if key]
ALLOWED_HOSTS = [host for host in os.environ.get("COMITY_HOSTS", "").split(",") if host] or ["localhost", "127.0.0.1"]
CSRF_FAILURE_VIEW = "comity.web.accounts.views.expired"

# -- apps, in the order of their layers

INSTALLED_APPS = [
    "comity.web.accounts",
    "comity.web.audit",
    "comity.web.advisor",
    "comity.web.library",
    "comity.web.drafting",
    "comity.web.jobs",
    "comity.web.lab",
    "comity.web.api",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rules.apps.AutodiscoverRulesConfig",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "comity.web.headers.PrivateMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "comity.web.accounts.middleware.SignedInMiddleware",
    "comity.web.addresses.FormAddressMiddleware",
    "comity.web.unopened.UnopenedMiddleware",
]

ROOT_URLCONF = "comity.web.urls"
WSGI_APPLICATION = "comity.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).with_name("templates")],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "comity.web.frame.frame",
            ],
            "builtins": ["comity.web.accounts.templatetags.comity"],
        },
    }
]

# -- data

DATABASES = {"default": dj_database_url.parse(os.environ.get("DATABASE_URL") or f"sqlite:///{home() / 'comity.sqlite3'}", conn_max_age=60)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
JOBS_AT_ONCE = 5
JOBS_KEPT = timedelta(days=int(os.environ.get("COMITY_JOB_DAYS") or 30))
JOB_SECONDS = int(os.environ.get("COMITY_JOB_SECONDS") or 3600)
JOB_BYTES = 200_000_000
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if PRODUCTION:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "comity_cache"}}

STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("COMITY_STATIC") or home() / "static")
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [Path(__file__).with_name("static")]
if PRODUCTION:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
WHITENOISE_USE_FINDERS = not PRODUCTION
METRICS_FOLDER = Path(os.environ.get("COMITY_METRICS") or home() / "metrics")

# -- who comes in

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["rules.permissions.ObjectPermissionBackend", "allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "comity.web.accounts.adapter.ClosedAccountAdapter"
ACCOUNT_FORMS = {"login": "comity.web.accounts.sign_in.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reset_password": "20/h/ip,5/h/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "Comity"
MFA_TOTP_TOLERANCE = 1  # a phone may be half a minute wrong; a code that was used is refused all the same
MFA_FORMS = {"add_webauthn": "comity.web.accounts.keys.AddKeyForm", "edit_webauthn": "comity.web.accounts.keys.RenameKeyForm"}
MFA_ADAPTER = "comity.web.accounts.adapter.SealedFactors"
USERSESSIONS_ADAPTER = "comity.web.accounts.adapter.RecordedSessions"
INVITATION_DAYS = 7
PASSWORD_LINK_LASTS = timedelta(hours=1)
SECOND_FACTOR_REQUIRED = PRODUCTION
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if os.environ.get("COMITY_BEHIND_PROXY") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # else all users would share the limits of the proxy's address
SECURE_REDIRECT_EXEMPT = [r"^health/$", r"^metrics/$"]  # asked on loopback, without the proxy
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 21_000_000  # the largest annex: an upload that is taken is never on a disk before it is sealed

# -- letters that leave by e-mail: only where a server is named

EMAIL_HOST = os.environ.get("COMITY_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("COMITY_SMTP_PORT") or 587)
EMAIL_HOST_USER = os.environ.get("COMITY_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("COMITY_SMTP_PASSWORD", "")
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("COMITY_EMAIL_FROM") or "comity@localhost"

# -- languages and times

LANGUAGE_CODE = "en"
LANGUAGES = [("az", "Azərbaycanca"), ("en", "English"), ("fr", "Français"), ("ru", "Русский")]
LOCALE_PATHS = [Path(__file__).with_name("locale")]
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = "comity.web.formats"
TIME_ZONE = "UTC"
APPLICATION_NAME = _("Comity")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "comity.web.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO" if PRODUCTION else "WARNING"},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
