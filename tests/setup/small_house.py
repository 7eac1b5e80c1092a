"""Settings of a house with two packages of Django's: it is migrated in a moment."""

from tracker.settings import *  # noqa: F403

INSTALLED_APPS = ["tracker.setup", "django.contrib.contenttypes", "django.contrib.auth"]
AUTH_USER_MODEL = "auth.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
MIDDLEWARE: list[str] = []
TEMPLATES: list[object] = []
ROOT_URLCONF = __name__
urlpatterns: list[object] = []
