"""Where mail goes, from one line such as `smtp+tls://user:password@mail.example.org:587`."""

import re
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from tracker.setup.service_urls.setting_values import address_in

PRINTED = "tracker.setup.console_mail.EmailBackend"
SMTP = {"smtp": {}, "smtp+tls": {"use_tls": True}, "smtp+ssl": {"use_ssl": True}}


ANYMAIL = re.compile(r"anymail\+([a-z_]+)")
# What a service needs to tell us of mails later; all else it needs to send them.
OF_WEBHOOKS = ("webhook_", "tracking_webhook_")


def service_of(url: str) -> str:
    """The mail service of a line such as `anymail+postmark://?server_token=…`; empty for a mail server."""
    found = ANYMAIL.fullmatch(urlsplit(url).scheme)
    return found[1] if found else ""


def anymail(url: str) -> dict[str, str]:
    """A value of Anymail's settings: by what its webhooks know the service."""
    service, options = service_of(url), parse_qsl(urlsplit(url).query)
    told = {name: value for name, value in options if service and name.startswith(OF_WEBHOOKS)}
    return {
        name.upper() if name == "webhook_secret" else f"{service}_{name}".upper(): value for name, value in told.items()
    }


def mailer(url: str) -> dict[str, Any]:
    """A value of Django's MAILERS. No address: mail is printed to the console."""
    options: dict[str, Any]
    if not url:
        return {"BACKEND": PRINTED}
    parts = urlsplit(url)
    if service := service_of(url):
        options = {name: value for name, value in parse_qsl(parts.query) if not name.startswith(OF_WEBHOOKS)}
        return {"BACKEND": f"anymail.backends.{service}.EmailBackend", "OPTIONS": options}
    if parts.scheme not in SMTP or not parts.hostname:
        raise ImproperlyConfigured(
            "EMAIL_URL must look like smtp://host:port, smtp+tls://…, smtp+ssl://… or anymail+service://?…"
        )
    options = {"host": parts.hostname, "timeout": 20, **SMTP[parts.scheme]}
    with address_in("EMAIL_URL"):
        port = parts.port
    if port:
        options["port"] = port
    if parts.username:
        options |= {"username": unquote(parts.username), "password": unquote(parts.password or "")}
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
