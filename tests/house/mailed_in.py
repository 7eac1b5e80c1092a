"""What was mailed in: drafts of one person, one of them thrown away, and mails in quarantine."""

from typing import Any

from django.test import override_settings

from tests.incoming_mail.mails import ADDRESS, SERVER, mail_of, raw
from tracker.accounts.models import User
from tracker.incoming_mail.models import Draft, IncomingMail
from tracker.incoming_mail.take_mail import take_mail


def mailed_in(by: User) -> dict[str, Any]:
    with_file = mail_of(by)
    with_file.add_attachment(b"%PDF-1.7 agreed", maintype="application", subtype="pdf", filename="agreed.pdf")
    with override_settings(MAIL_IN_ADDRESS=ADDRESS, MAIL_IN_SERVER=SERVER):
        draft, thrown = (_draft(each) for each in (with_file.as_bytes(), raw(by, "Never mind.")))
        waiting, refused = (take_mail(raw(f"{name}@eu.example")) for name in ("rosa", "bob"))
    thrown.remove(by=by)
    refused.remove(by=by)
    return {
        "draft": draft.pk,
        "draft_file": draft.files_held.get().pk,
        "removed_draft": thrown.pk,
        "mail_in": waiting.pk,
        "removed_mail_in": refused.pk,
    }


def _draft(mail: bytes) -> Draft:
    taken: IncomingMail = take_mail(mail)
    draft: Draft = taken.draft
    return draft
