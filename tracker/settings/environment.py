"""Where the house stands: its folders, its key, and the addresses by which it is reached."""

import sys
from pathlib import Path

from tracker.setup.private_folder import private_folder
from tracker.setup.secret_key import stored_secret
from tracker.setup.service_urls.setting_values import Settings

ROOT = Path(__file__).resolve().parents[2]
env: Settings = Settings()  # type: ignore[no-untyped-call]
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
