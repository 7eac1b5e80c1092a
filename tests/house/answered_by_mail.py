"""A link by which the owner of a follow-up answers from a mail, what was pressed there, and a mail that told of it."""

from typing import Any

from django.utils import timezone

from tracker.accounts.models import User
from tracker.background.mail_rows import MailStatus
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.mail_answers.models import AnswerLink, Deed, digest_of
from tracker.owner_mails.leave_links import token_of
from tracker.owner_mails.models import NoOwnerMail, OwnerLine, OwnerMail, OwnerMailing, OwnerReason


def answered_by_mail(follow_up: FollowUp, owner: Person, administrator: User) -> dict[str, Any]:
    # The same each time, as it stands in what is drawn.
    token = "a-link-of-the-tests-by-which-one-answers"
    link, _token = AnswerLink.new(follow_up, owner)
    link.digest = digest_of(token)
    link.save()
    link.answers.create(deed=Deed.NOTE, state="0")
    return {"answering": token, "answer_link": link.pk, **_mailed(follow_up, owner, administrator)}


def _mailed(follow_up: FollowUp, owner: Person, administrator: User) -> dict[str, Any]:
    OwnerMailing.say(is_on=True, by=administrator)
    NoOwnerMail.objects.create(person=owner)
    mail = OwnerMail.objects.create(
        person=owner, day=timezone.localdate(), status=MailStatus.NOT_SENT, attempts=1, said="No such mailbox",
        message_id=f"<owed.{owner.pk}@localhost>", once=f"{owner.pk} today",
    )  # fmt: skip
    OwnerLine.objects.create(mail=mail, follow_up=follow_up, reason=OwnerReason.DUE)
    return {"owner_mail": mail.pk, "leaving_owner": token_of(owner)}
