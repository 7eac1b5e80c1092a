"""What was mailed in: one that Claire sent on, and one of which nobody knows whether it comes from whom it says."""

from collections.abc import Iterator
from email.message import EmailMessage

from tracker.demo.house import House
from tracker.demo.telling import DatedAction
from tracker.incoming_mail.models import IncomingMail
from tracker.incoming_mail.take_mail import let_in, take_mail

SENT_ON = """Can we answer them this week?

---------- Forwarded message ---------
From: Paul Weber <paul.weber@eu-ctc.example>
Date: Tue, 24 Nov 2026 09:12
Subject: Dates for the training in Amman
To: Claire Dubois <claire@suivi.example>

Dear Claire,

The Coordinator’s office can receive the participants of the training on cultural objects in the second week of March.
Please tell us by 11 December how many come, and who interprets from Arabic.

Paul Weber
"""
UNKNOWN = "Please find attached the list of participants that we promised in the call."


def mails(house: House) -> Iterator[DatedAction]:
    yield house.day(-1), lambda: _sent_on(house)
    yield house.day(-1), _unknown


def _sent_on(house: House) -> None:
    """No mail server speaks for the demo: whoever administers it lets the mail in."""
    let_in(_taken("claire@suivi.example", "Fwd: Dates for the training in Amman", SENT_ON), by=house.users["jonas"])


def _unknown() -> None:
    _taken("list@partners.example", "List of participants", UNKNOWN)


def _taken(sender: str, subject: str, words: str) -> IncomingMail:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "suivi@suivi.example", subject
    mail["Message-ID"] = f"<{len(words)}@suivi.example>"
    mail.set_content(words)
    return take_mail(mail.as_bytes())
