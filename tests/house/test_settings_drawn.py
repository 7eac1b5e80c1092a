"""What every setting becomes of nothing, and of an environment in which each line of the docs is set.

It stands in `drawn/settings.txt`: of the second only what differs from the first.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.drawings import assert_drawn

ROOT = Path(__file__).resolve().parents[2]
# In a process of its own: settings are read once.
TOLD = """
import json, tracker.settings as settings
from django.utils.functional import Promise
names = {name: value for name, value in vars(settings).items() if name.isupper()}
later = lambda value: isinstance(value, Promise) or callable(value)
print(json.dumps(names, default=lambda value: "made later" if later(value) else str(value)))
"""
# What hangs on the machine, or is another in each house, while nothing is set.
PROCESS = re.compile(r"test_suivi_\d+")
OF_ITS_OWN = {"POOLED", "SECRET_KEY", "THREADS"}
SET = {
    "BACKUP_FOLDER": "/srv/backups", "BACKUP_KEEP": "7", "DISK_WARNING_MB": "50", "DATABASE_POOL": "9",
    "DATABASE_HEALTH_CHECKS": "off", "DATABASE_URL": "postgres://suivi:pass%40word@db.example:5433/house?sslmode=require",
    "DATABASE_REPLICA_URL": "postgres://reader@replica.example/house", "STATEMENT_SECONDS": "9", "IDLE_SECONDS": "8",
    "CACHE_URL": "redis://cache.example/2", "SECRET_KEY": "a key", "ALLOWED_HOSTS": "suivi.example,10.0.0.4",
    "CSRF_TRUSTED_ORIGINS": "https://suivi.example", "HTTPS": "on", "FILES_URL": "",
    "VIRUS_SCANNER": "127.0.0.1:3310", "MODEL_ADDRESS": "http://model.example/v1/", "MODEL_KEY": "key",
    "MODEL_NAME": "house", "MODEL_SECONDS": "7", "TIME_ZONE": "Asia/Tokyo", "COUNTRY": "be", "EXPORTS_AT_ONCE": "2",
    "DISK_PER_PERSON_MB": "20", "ATTACHED_PER_HOUR": "1", "EXPORTS_PER_HOUR": "2", "IMPORTS_PER_HOUR": "3",
    "MAILS_PER_HOUR": "4", "MODEL_PER_HOUR": "5", "SEARCHES_PER_MINUTE": "6", "LOG_LEVEL": "INFO", "LOG_FORMAT": "json",
    "LOG_REQUESTS": "on", "LOG_SLOW_MS": "300", "EMAIL_URL": "smtp+tls://us%40er:pass@mail.example:587",
    "DEFAULT_FROM_EMAIL": "Suivi <suivi@house.example>", "MAIL_IN_URL": "imaps://in.example/INBOX",
    "MAIL_IN_ADDRESS": "suivi@house.example", "MAIL_IN_SERVER": "mx.house.example", "KEEP_SIGN_INS_DAYS": "1",
    "KEEP_MAILS_DAYS": "2", "KEEP_NOTIFICATIONS_DAYS": "3", "KEEP_IMPORTS_DAYS": "4", "KEEP_REMOVED_DAYS": "5",
    "KEEP_CLOSED_ACCOUNTS_DAYS": "6", "WEB_WORKERS": "3", "WEB_THREADS": "5", "TASK_SECONDS": "60",
    "BEHIND_PROXY": "on", "SESSION_DAYS": "1", "SESSION_IDLE_MINUTES": "20", "SENTRY_DSN": "https://key@sentry.example/1",
    "SENTRY_ENVIRONMENT": "trial", "OPENTELEMETRY_ADDRESS": "console", "METRICS_TOKEN": "token",
}  # fmt: skip


def told(folder: Path, environment: dict[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    of_it = {
        **kept,
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
        "SUIVI_DATA": str(folder),
        "PYTHONPATH": str(ROOT),
        **environment,
    }
    ran = subprocess.run([sys.executable, "-c", TOLD], env=of_it, cwd=ROOT, capture_output=True, text=True, check=True)
    settings = {name: value for name, value in json.loads(ran.stdout).items() if environment or name not in OF_ITS_OWN}
    lines = {
        name: PROCESS.sub("test_suivi_PROCESS", json.dumps(value, sort_keys=True)) for name, value in settings.items()
    }
    return {name: line.replace(str(folder), "VAR").replace(str(ROOT), "ROOT") for name, line in lines.items()}


@pytest.mark.one_database
def test_what_each_setting_becomes(tmp_path: Path) -> None:
    bare, full = told(tmp_path, {}), told(tmp_path, SET)
    pages = {
        "of nothing": [f"{name} = {value}" for name, value in sorted(bare.items())],
        "of all": [
            f"{name} = {value}" for name, value in sorted(full.items()) if value != bare.get(name) and name != "THREADS"
        ],
    }
    assert_drawn("settings", pages)
