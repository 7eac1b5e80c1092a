"""The lean house: what a page costs in Django when it does nothing else, with the same rows on the same database."""

import os
from pathlib import Path

from environ import Env

FOLDER = Path(__file__).parent
SECRET_KEY = "lean"
ALLOWED_HOSTS = ["localhost"]
ROOT_URLCONF = "bench.lean.urls"
USE_TZ = True
LOGIN_URL = "/"
INSTALLED_APPS = [
    "bench.lean",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [FOLDER / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASE = Env.db_url_config(os.environ["LEAN_DATABASE_URL"])
if DATABASE["ENGINE"].endswith("sqlite3"):
    DATABASE["CONN_MAX_AGE"] = None
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    # Beside the tables of the house, in a schema of its own.
    DATABASE["OPTIONS"] = {"options": "-c jit=off -c search_path=lean", "pool": {"min_size": 4, "max_size": 8}}
DATABASES = {"default": DATABASE}
