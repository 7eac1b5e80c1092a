"""Production settings, as Django itself judges them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).parents[1]
PRODUCTION = {
    "HTTPS": "1",
    "SECRET_KEY": "k3y" * 20 + "!-?abcXYZ",
    "ALLOWED_HOSTS": "suivi.example.org",
    "EMAIL_URL": "smtp+tls://suivi:password@mail.example.org:587",
}


def deployed(folder: Path, *command: str, **values: str) -> subprocess.CompletedProcess[str]:
    # The last is for the browser tests alone, and a deployment is warned of it.
    ours = {"DATABASE_URL", "DEBUG", "DJANGO_ALLOW_ASYNC_UNSAFE"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    environment = kept | PRODUCTION | values
    environment |= {"SUIVI_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "tracker.settings", "PYTHONPATH": str(ROOT)}
    arguments = [sys.executable, "-W", "error", *command]
    return subprocess.run(arguments, check=False, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_production_settings_have_no_warning(tmp_path: Path) -> None:
    checked = deployed(tmp_path, "-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "no issues (0 silenced)" in checked.stdout


def test_production_without_a_mail_server_is_told(tmp_path: Path) -> None:
    checked = deployed(tmp_path, "-m", "django", "check", "--deploy", "--fail-level", "WARNING", EMAIL_URL="")
    told = "(setup.I001) Mail is printed to the console, not sent.\n\tHINT: Set EMAIL_URL."
    assert (checked.returncode, told in checked.stderr, checked.stderr.count("?:")) == (0, True, 1)


def test_the_settings_of_production(tmp_path: Path) -> None:
    expected = {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SECURE_SSL_REDIRECT": True,
        "DEBUG": False,
        "ALLOWED_HOSTS": ["suivi.example.org"],
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
    }
    code = f"from django.conf import settings; print({{name: getattr(settings, name) for name in {[*expected]}}})"
    told = deployed(tmp_path, "-c", code, BEHIND_PROXY="1")
    assert (told.stdout.strip(), told.stderr) == (str(expected), "")
