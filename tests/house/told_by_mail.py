"""A mail that was not sent, with lines of several reasons; a link by which it is left; and what went up."""

from typing import Any

from django.utils import timezone

from tracker.accounts.models import User
from tracker.background.mail_rows import MailStatus
from tracker.background.models import Bounce
from tracker.follow_ups.models import FollowUp
from tracker.notifications.letter.leave_links import token_of
from tracker.notifications.models import Escalation, Level, Mail, MailKind, Notification, Silence
from tracker.notifications.reasons import Reason


def told_by_mail(user: User, *follow_ups: FollowUp) -> dict[str, Any]:
    mail = Mail.objects.create(
        user=user, kind=MailKind.DIGEST, day=timezone.localdate(), status=MailStatus.NOT_SENT, attempts=1,
        said="No such mailbox", message_id=f"<told.{user.pk}@localhost>",
    )  # fmt: skip
    for reason in (Reason.LATE, Reason.QUIET):
        for follow_up in follow_ups:
            Notification.objects.create(user=user, reason=reason, follow_up=follow_up, mail=mail, made_at=mail.made_at)
    return {"mail": mail.pk, "leaving": token_of(user, Reason.QUIET), "silence": _gone_up(follow_ups[0], user)}


def _gone_up(follow_up: FollowUp, user: User) -> int:
    silence = Silence.objects.create(
        follow_up=follow_up, since=timezone.localdate(), word_at=follow_up.updated_at, head_on=timezone.localdate()
    )
    Escalation.objects.create(silence=silence, user=user, level=Level.HEAD)
    return int(silence.pk)


def come_back(address: str) -> int:
    """The key of the bounce of an address that takes no mail."""
    Bounce.mark(address, "No such mailbox", "<told.before@localhost>")
    return int(Bounce.objects.of([address]).get().pk)
