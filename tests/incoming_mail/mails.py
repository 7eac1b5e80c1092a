"""Mails as they come to the house, believed or not."""

from email.message import EmailMessage
from itertools import count
from typing import Any

from tracker.accounts.models import User

SERVER = "mx.house.example"
ADDRESS = "suivi@house.example"
_numbers = count(1)


def believed(address: str) -> str:
    domain = address.rpartition("@")[2]
    return f"{SERVER}; spf=pass smtp.mailfrom={address}; dkim=pass header.d={domain}; dmarc=pass header.from={domain}"


def mail_of(sender: User | str, text: str = "They call on Monday.", **headers: str) -> EmailMessage:
    """`headers` by their names in small letters, with `_` for `-`. The house's server believes it."""
    address = sender if isinstance(sender, str) else sender.email
    values = {
        "authentication_results": believed(address),
        "from": address,
        "to": ADDRESS,
        "subject": "Talks with Europol",
        "message_id": f"<{next(_numbers)}@mail.example>",
    } | headers
    mail = EmailMessage()
    for name, value in values.items():
        if value:
            mail[name.replace("_", "-").title()] = value
    mail.set_content(text)
    return mail


def raw(sender: User | str, text: str = "They call on Monday.", **headers: Any) -> bytes:
    return mail_of(sender, text, **headers).as_bytes()
