"""Django's settings, all from the environment; with no variable set the house runs on SQLite in the folder `data`.

Every variable is described in docs/guide/settings.md.
"""

import tempfile
from pathlib import Path

from csp.constants import NONE, SELF

from vakna.config import databases, environment

# --- Where things lie ---------------------------------------------------------------------------------------------

VAKNA_DATA = environment.folder("VAKNA_DATA", Path("data"))
VAKNA_KEYS = environment.folder("VAKNA_KEYS", VAKNA_DATA / "keys")
# The name that this house signs with: one word, such as its host name.
VAKNA_HOUSE = environment.text("VAKNA_HOUSE", "vakna.local")
# Where people reach this house: letters lead there.
VAKNA_ADDRESS = environment.text("VAKNA_ADDRESS", "http://127.0.0.1:8000")
VAKNA_DEMO = environment.flag("VAKNA_DEMO", default=False)
MEDIA_ROOT = VAKNA_DATA / "files"
STATIC_ROOT = VAKNA_DATA / "static"
STATIC_URL = "/static/"

DATABASES = {"default": databases.choose(url=environment.text("DATABASE_URL"), data=VAKNA_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Not to be had from the environment: nobody shall be able to take the journal's guards away by a variable.
JOURNAL_TRIGGERS = True

# --- The house ----------------------------------------------------------------------------------------------------

DEBUG = environment.flag("VAKNA_DEBUG", default=False)
SECRET_KEY = environment.secret("VAKNA_SECRET_KEY", VAKNA_DATA / "secret_key")
ALLOWED_HOSTS = environment.words("VAKNA_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = environment.words("VAKNA_ORIGINS", [])

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "vakna.records",
    "vakna.web",
]
MIDDLEWARE = [
    # First: the instant of arrival must be taken before any lock, query or slow body.
    "vakna.web.edge.ArrivalMiddleware",
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
    "vakna.web.answers.RefusalMiddleware",
]
ROOT_URLCONF = "vakna.config.urls"
WSGI_APPLICATION = "vakna.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vakna.web.context.page",
            ],
        },
    },
]

# --- People -------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "records.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "front"

# --- Language and time --------------------------------------------------------------------------------------------

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
USE_I18N = True
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# --- What the browser is told -------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# Behind TLS: cookies travel encrypted only, and the proxy's word about the scheme is believed.
_HTTPS = environment.flag("VAKNA_HTTPS", default=False)
SESSION_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_SECURE = _HTTPS
SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = environment.whole_number("VAKNA_HSTS_SECONDS", 31_536_000 if _HTTPS else 0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None

# --- Files --------------------------------------------------------------------------------------------------------

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# A file of a submission, in bytes; streamed to disk. What is not a file stays small and in memory.
VAKNA_LARGEST_FILE = 250 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = tempfile.gettempdir()
FILE_UPLOAD_PERMISSIONS = 0o640

# --- Mail ---------------------------------------------------------------------------------------------------------

EMAIL_HOST = environment.text("EMAIL_HOST", "localhost")
EMAIL_PORT = environment.whole_number("EMAIL_PORT", 25)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS", default=False)
EMAIL_USE_SSL = environment.flag("EMAIL_USE_SSL", default=False)
EMAIL_TIMEOUT = environment.whole_number("EMAIL_TIMEOUT", 20)
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "Vakna <vakna@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Jobs ---------------------------------------------------------------------------------------------------------

TASKS = {"default": {"BACKEND": "vakna.actions.delivery.backend.LeasedBackend"}}

# --- What the house says about itself -----------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "vakna": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
