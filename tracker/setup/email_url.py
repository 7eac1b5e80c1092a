"""Where mail goes, from one line such as `smtp+tls://user:password@mail.example.org:587`."""

from typing import Any
from urllib.parse import unquote, urlsplit

PRINTED = "tracker.setup.console_mail.EmailBackend"
SMTP = {"smtp": {}, "smtp+tls": {"use_tls": True}, "smtp+ssl": {"use_ssl": True}}


def mailer(url: str) -> dict[str, Any]:
    """A value of Django's MAILERS. No address: mail is printed to the console."""
    if not url:
        return {"BACKEND": PRINTED}
    parts = urlsplit(url)
    if parts.scheme not in SMTP or not parts.hostname:
        raise ValueError("EMAIL_URL must look like smtp://host:port, smtp+tls://… or smtp+ssl://…")
    options: dict[str, Any] = {"host": parts.hostname, "timeout": 20, **SMTP[parts.scheme]}
    if parts.port:
        options["port"] = parts.port
    if parts.username:
        options |= {"username": unquote(parts.username), "password": unquote(parts.password or "")}
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
