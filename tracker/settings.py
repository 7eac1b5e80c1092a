"""Every setting, read from the environment; the defaults make a laptop run with SQLite and no file to edit."""

import sys
from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from tracker.setup.brief_refusals import brief
from tracker.setup.database_url import database
from tracker.setup.email_url import anymail, mailer, service_of
from tracker.setup.limits import SIGN_INS, how_often
from tracker.setup.private_folder import private_folder
from tracker.setup.secret_key import stored_secret

ROOT = Path(__file__).resolve().parent.parent
env = environ.Env()
if (ROOT / ".env").is_file():
    env.read_env(str(ROOT / ".env"))

VAR = Path(env.str("SUIVI_DATA", str(ROOT / "var")))
private_folder(VAR)

TESTING = "pytest" in sys.modules

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "") or stored_secret(VAR)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = env.bool("HTTPS", False)
# Where people find Suivi, as mails say it.
SITE_ADDRESS = env.str("SITE_ADDRESS", f"{'https' if HTTPS else 'http'}://{(ALLOWED_HOSTS or ['localhost'])[0]}")

INSTALLED_APPS = [
    "tracker.setup",
    "tracker.kit",
    "tracker.search",
    "tracker.lists",
    "tracker.accounts",
    "django_tasks_db",
    "tracker.exports",
    "tracker.history",
    "tracker.directory",
    "tracker.files",
    "tracker.mandates",
    "tracker.tags",
    "tracker.meetings",
    "tracker.records",
    "tracker.pledges",
    "tracker.follow_ups",
    "tracker.invitations",
    "tracker.needs",
    "tracker.agendas",
    "tracker.change_requests",
    "tracker.notes",
    "tracker.activities",
    "tracker.suggestions",
    "tracker.briefings",
    "tracker.circulation",
    "tracker.calendar_mails",
    "tracker.commitments",
    "tracker.partner_links",
    "tracker.notifications",
    "tracker.incoming_mail",
    "tracker.mail_answers",
    "tracker.owner_mails",
    "tracker.pages",
    "tracker.implementation",
    "tracker.imports",
    "tracker.reports",
    "tracker.demo",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "django_filters",
    "django_htmx",
    "tree_queries",
    "lucide",
    "django.forms",
    "django.contrib.humanize",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Takes the queue off the admin site, once that has found it.
    "tracker.background",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "tracker.kit.middleware.strip_nul.without_nul",
    "tracker.kit.middleware.chosen_names.chosen_names",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tracker.accounts.middleware.PreferredLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tracker.accounts.middleware.SignInFirst",
    "tracker.kit.middleware.readable_posts.readable_posts",
    "tracker.kit.middleware.last_deed.forget_refused",
    # The last: it calls the view itself.
    "tracker.history.atomic_posts.AtomicPosts",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tracker.accounts.context_processors.rights",
                "tracker.accounts.context_processors.mail",
            ],
        },
    },
]

DATABASES = {"default": database(env.str("DATABASE_URL", f"sqlite:///{VAR / 'db.sqlite3'}"), testing=TESTING)}
CACHES = {
    # Deeds are counted in both: with Django's 300 entries, whoever made so many would make it forget the others'.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    "memory": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": 60,
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    },
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["tracker.accounts.session_user.Backend"]
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATION}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ["name", "email"]}},
    {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "desk"
LOGIN_URL = "account_login"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "tracker.directory.sign_in.EverybodyIsSomebody"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
# From the sign-in, however much it is used; and without being used, where that is limited.
SESSION_COOKIE_AGE = env.int("SESSION_DAYS", 14) * 24 * 3600
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_MINUTES", 0) * 60
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# allauth's own would fill a second table of e-mails, with which people could sign in after theirs has changed.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "tracker.accounts.password_links.link_tokens.LinkTokens"  # noqa: S105
ACCOUNT_RATE_LIMITS = SIGN_INS
HOW_OFTEN = how_often(env)
# A language model of the house's own, which reads records that somebody sends it: off without an address.
MODEL_ADDRESS = env.str("MODEL_ADDRESS", "").rstrip("/")
MODEL_KEY = env.str("MODEL_KEY", "")
MODEL_NAME = env.str("MODEL_NAME", "default")
MODEL_SECONDS = env.int("MODEL_SECONDS", 30)
EXPORTS_AT_ONCE = env.int("EXPORTS_AT_ONCE", 3)
# In bytes: half of it for files that are exported, half for tables that are imported.
DISK_PER_PERSON = env.int("DISK_PER_PERSON_MB", 500) * 1_000_000

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = "tracker.kit.formats"
TIME_ZONE = env.str("TIME_ZONE", "Europe/Brussels")
# Of the house, such as BE: its weekend and holidays. Without one, Monday to Friday are worked.
COUNTRY = env.str("COUNTRY", "").upper()

STATIC_URL = "static/"
STATICFILES_DIRS = [ROOT / "static", ("guide", ROOT / "docs" / "guide" / "pictures")]
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
FILE_UPLOAD_PERMISSIONS = 0o600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
WHITENOISE_AUTOREFRESH = TESTING or DEBUG  # else each of a test's many clients would first read every file

MAILERS = {"default": mailer(env.str("EMAIL_URL", ""))}
# A mail service instead of a mail server tells by its webhook which mails came back; needs the extra "anymail".
MAIL_SERVICE, ANYMAIL = service_of(env.str("EMAIL_URL", "")), anymail(env.str("EMAIL_URL", ""))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Suivi <suivi@localhost>")
# The mailbox that is read, such as imaps://user:password@mail.example.org/INBOX; and its own address.
MAIL_IN_URL = env.str("MAIL_IN_URL", "")
MAIL_IN_ADDRESS = env.str("MAIL_IN_ADDRESS", "")
# By which name the house's mail server signs what it found out about a mail (Authentication-Results).
MAIL_IN_SERVER = env.str("MAIL_IN_SERVER", "")

SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Such a cookie is taken from no other machine of the same domain.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
CSRF_FAILURE_VIEW = "tracker.accounts.views.stale_page"
if env.bool("BEHIND_PROXY", False):
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# A record may be long; ProseField says the limit in words, this one only keeps memory bounded.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# Files have no limit of Django's; a form takes at most 30 MB, and says so of what was cut here.
MOST_UPLOADED = 31 * 1024 * 1024
# Where a clamd looks at what is attached, such as 127.0.0.1:3310.
VIRUS_SCANNER = env.str("VIRUS_SCANNER", "")
FILE_UPLOAD_HANDLERS = [
    "tracker.imports.upload_limit.UploadLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"brief": {"()": lambda: brief}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["brief"]}},
    # A page that is not there or not theirs is no fault: only what we broke is worth a line. Of work in the background
    # as well: what is done each minute would push the address and the sign-in off the screen.
    "loggers": {"django.request": {"level": "ERROR"}, "django.tasks": {"level": env.str("LOG_LEVEL", "WARNING")}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
