"""All settings, from the environment; `.env.example` explains each."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host
from django.utils.translation import gettext_lazy as _
from django_prose_editor.config import html_tags, process_link
from js_asset import static_lazy

from showsite import theme

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"

env = environ.Env()
if env.bool("READ_DOT_ENV", True):
    env.read_env(BASE_DIR / ".env")

# -- the site -----------------------------------------------------------------------------------------------------

SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is missing. Make one with python3 -c 'import secrets; print(secrets.token_urlsafe(50))' "
        "and put it as SECRET_KEY=... into the environment or into a file named .env beside manage.py."
    )
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = env.bool("DEBUG", False)
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
# Names that the site had before: whatever is asked for there is at the same path of SITE_URL.
FORMER_HOSTS = [host.lower() for host in env.list("FORMER_HOSTS", default=[])]
ALLOWED_HOSTS = [*env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"]), *FORMER_HOSTS]
if validate_host(urlsplit(SITE_URL).hostname or "", FORMER_HOSTS):
    raise ImproperlyConfigured(
        f"FORMER_HOSTS names the host of SITE_URL, {SITE_URL}: it would lead to itself for ever."
    )
SITE_NAME = env.str("SITE_NAME", "Showsite")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "desk@example.org")
# How long, in seconds, browsers and caches may show a page before they ask again.
PAGE_MAX_AGE = env.int("PAGE_MAX_AGE", 60)
# The hub that tells subscribers of feeds at once (WebSub); none where it is empty.
WEBSUB_HUB = env.str("WEBSUB_HUB", "")
if WEBSUB_HUB and not WEBSUB_HUB.startswith(("https://", "http://")):
    raise ImproperlyConfigured(f"WEBSUB_HUB is {WEBSUB_HUB}, and no address of the web: it begins with https://.")
# Off for a copy of the site that nobody should find: no crawler may look, and no answer is for an index.
ROBOTS_INDEX = env.bool("ROBOTS_INDEX", True)
# Crawlers that may look at nothing, by the names that they answer to in robots.txt.
ROBOTS_REFUSED = env.list("ROBOTS_REFUSED", default=[])
# Whom to tell of a hole in the site; the page of contacts where there is nobody. And the rules for it.
SECURITY_CONTACT = env.list("SECURITY_CONTACT", default=[])
SECURITY_POLICY = env.str("SECURITY_POLICY", "")
TVMAZE_URL = env.str("TVMAZE_URL", "https://api.tvmaze.com").rstrip("/")
TVMAZE_PICTURES_URL = env.str("TVMAZE_PICTURES_URL", "https://static.tvmaze.com").rstrip("/")

# -- what it is made of -------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "showsite.apps.ShowsiteConfig",
    "news.apps.NewsConfig",
    "catalog.apps.CatalogConfig",
    "content_editor",
    "django_prose_editor",
    "showsite.apps.ShowsiteAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "showsite.middleware.RequestIdMiddleware",
    "showsite.middleware.refuse_another_root",
    "showsite.middleware.lead_from_former_hosts",
    "showsite.robots.stay_out_of_indexes",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "showsite.middleware.ContentSecurityPolicyMiddleware",
    "showsite.caching.compress_public_pages",
    "showsite.caching.tell_caches",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "showsite.login.duty.ask_for_second_factor",
    "showsite.redirecting.lead_on_from_what_has_gone",
]
ROOT_URLCONF = "showsite.urls"
WSGI_APPLICATION = "showsite.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "showsite.context.site",
            ],
        },
    },
]

# -- data ---------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", f"sqlite:///{VAR / 'showsite.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Django switches foreign keys on. IMMEDIATE takes the write lock at the start of a transaction: two editors who
    # save at once then wait for each other, instead of one being told that the database is locked.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL",
    }
# What failed logins are counted in: all processes of the server have to see the same numbers.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "showsite_cache",
        # Whoever tries a few hundred names must not push the numbers of the others out.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# A font file for titles on social cards in scripts that ours lack; without one they are written in Latin letters.
CARD_FONT = env.str("CARD_FONT", "")
if CARD_FONT and not Path(CARD_FONT).is_file():
    raise ImproperlyConfigured(f"CARD_FONT names {CARD_FONT}, and there is no such file.")
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(VAR / "media")))

# -- language and time --------------------------------------------------------------------------------------------

LANGUAGE_CODE = env.str("LANGUAGE_CODE", "en")
LANGUAGES = [("en", _("English")), ("ru", _("Russian"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.str("TIME_ZONE", "UTC")
USE_TZ = True

# -- static files -------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "showsite.static_files.TidyStaticFilesStorage"},
}
# Source maps of the editors take most of the time of collectstatic, and nobody loads them.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", "jpg", "jpeg", "png", "gif", "webp", "avif", "woff", "woff2", "gz", "br"]

# -- security -----------------------------------------------------------------------------------------------------

HTTPS = env.bool("HTTPS", True)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31536000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "showsite.resending.csrf_failure"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = env.list("SILENCED_SYSTEM_CHECKS", default=[])
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# -- login --------------------------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "account_login"
# Whether staff need a second factor, an authenticator app or a passkey, before any page of the admin.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", False)
# How many proxies stand before the site: the last so many addresses in X-Forwarded-For are theirs to write.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
ACCOUNT_ADAPTER = "showsite.login.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {"login": "showsite.login.forms.StaffLoginForm"}
# Wrong passwords and codes, for each account and for each address; then all that is sent to the login.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,20/5m/ip", "login": "30/m/ip"}
MFA_ADAPTER = "showsite.login.adapters.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate_webauthn": "showsite.login.forms.AuthenticateForm",
    "login_webauthn": "showsite.login.forms.PasskeyLoginForm",
    "reauthenticate_webauthn": "showsite.login.forms.PasskeyConfirmForm",
    "add_webauthn": "showsite.login.forms.AddPasskeyForm",
    "edit_webauthn": "showsite.login.forms.RenamePasskeyForm",
}

# -- what browsers may do -----------------------------------------------------------------------------------------

# The names are those of Django 6, so that the middleware can go with it.
SECURE_CSP = {
    "default-src": ["'self'"],
    "script-src": ["'self'", theme.SOURCE],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    # The players of catalog.models.videos, loaded by a click.
    "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
# Two of the admin's editors write a <style>; its import map carries a nonce.
ADMIN_CSP = SECURE_CSP | {
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    # Previews of articles.
    "frame-src": ["'self'", *SECURE_CSP["frame-src"]],
}

# What our texts have beside the editor's own extensions: their scripts, and the tags that they may write.
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {"js": [static_lazy("news/admin/prose_links.js")], "extensions": {"StoryLink": process_link}},
    {"js": [static_lazy("news/admin/prose_paste.js")], "extensions": {"CleanPaste": html_tags([])}},
]

# A season with a few hundred credits is one form in the admin.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FORM_RENDERER = "showsite.quick_widgets.QuickWidgets"

# -- log ----------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "showsite.middleware.RequestIdFilter"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} [{request_id}] {message}", "style": "{"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]},
    },
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {"django": {"handlers": [], "propagate": True}, "django.server": {"handlers": [], "propagate": True}},
}
