"""Taking a mail in: what it is, whether it may be believed, and what becomes of it.

A mail is never answered, not even to say that it was refused: whoever forges a sender gets nobody mailed.
"""

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.background.refusals import mark_returned
from tracker.history.tracked_model import Stale
from tracker.incoming_mail import sources
from tracker.incoming_mail.become import become
from tracker.incoming_mail.calendar_answer import answered_invitation
from tracker.incoming_mail.letter.authentication import is_believed
from tracker.incoming_mail.letter.failure_report import FailureReport
from tracker.incoming_mail.letter.letter import Letter, Unreadable, head_of, read_letter
from tracker.incoming_mail.models import IncomingMail, State, Why

# In bytes: files of 25 MB, as mails hold them.
LARGEST = 40 * 1024 * 1024
TRIES = 5


def take_mail(raw: bytes) -> IncomingMail:
    """What became of it. A mail that came before is the one that it was; one that cannot be taken is kept aside.

    Raises only what is no fault of the mail: then it is to be tried again.
    """
    if len(raw) > LARGEST:
        return note_aside(raw[:LARGEST], Why.TOO_LARGE, size=len(raw))
    try:
        letter = read_letter(raw)
    except Unreadable as reason:
        return note_aside(raw, Why.UNREADABLE, said=str(reason))
    for _attempt in range(TRIES):
        try:
            return _take(letter, raw)
        except Stale:
            continue
        except (OperationalError, InterfaceError, OSError):
            raise
        except Exception as error:
            return note_aside(raw, Why.BROKEN, said=type(error).__name__)
    return note_aside(raw, Why.BROKEN, said=Stale.__name__)


def note_aside(raw: bytes, why: Why, *, size: int | None = None, said: str = "") -> IncomingMail:
    """A mail that could not be taken, with its source to look at."""
    head = head_of(raw)
    state = State.IGNORED if why == Why.TOO_LARGE else State.FAILED
    values: dict[str, Any] = {"sender": head.sender, "subject": head.subject, "size": size or len(raw)}
    values |= {"state": state, "why": why, "said": said[:200]}
    values["digest"] = sources.keep(raw) if state == State.FAILED else ""
    return _once(head.message_id, values)[0]


@transaction.atomic
def _take(letter: Letter, raw: bytes) -> IncomingMail:
    sender = account_of(letter.sender)
    invitation = answered_invitation(letter)
    why = None if invitation else why_left_aside(letter) or why_quarantined(letter, sender)
    state = State.TAKEN if not why else State.QUARANTINED if why in QUARANTINED else State.IGNORED
    values: dict[str, Any] = {"sender": letter.sender, "subject": letter.subject, "size": len(raw)}
    mail, is_new = _once(letter.message_id, values | {"state": state, "why": why or ""})
    if not is_new:
        return mail
    if letter.report:
        note_return(letter.report, mail)
    elif invitation:
        invitation.note(letter.at)
    elif state == State.TAKEN and sender:
        become(mail, letter, sender)
    elif state == State.QUARANTINED:
        mail.digest = sources.keep(raw)
        mail.save(update_fields=["digest"])
    return mail


def note_return(report: FailureReport, mail: IncomingMail) -> None:
    """Its address is marked, where it gives back a mail of ours; any other report is what a machine sent."""
    if not mark_returned(report.message_id, report.addresses, report.said):
        mail.leave_aside(Why.AUTOMATIC)


def _once(message_id: str, values: dict[str, Any]) -> tuple[IncomingMail, bool]:
    """The mail, and whether it is new. Of two at once one is."""
    try:
        with transaction.atomic():
            return IncomingMail.objects.create(message_id=message_id, **values), True
    except IntegrityError:
        found = IncomingMail.objects.filter(message_id=message_id).first()
        if found is None:
            raise
        return found, False


QUARANTINED = frozenset({Why.UNKNOWN, Why.NOT_PROVED, Why.NOT_CHECKED, Why.NO_SENDER})


def why_left_aside(letter: Letter) -> Why | None:
    """Of what no person wrote to be kept."""
    if letter.report:
        return Why.RETURNED
    if letter.calendar_answer:
        return Why.CALENDAR
    own = (settings.MAIL_IN_ADDRESS, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    if letter.sender and letter.sender in map(str.lower, own):
        return Why.OWN
    return Why.AUTOMATIC if letter.is_automatic else None


def why_quarantined(letter: Letter, sender: User | None) -> Why | None:
    if not letter.sender:
        return Why.NO_SENDER
    if sender is None:
        return Why.UNKNOWN
    if not settings.MAIL_IN_SERVER:
        return Why.NOT_CHECKED
    return None if is_believed(letter.server_said, settings.MAIL_IN_SERVER, letter.sender) else Why.NOT_PROVED


def account_of(address: str) -> User | None:
    """Whose account has this address and may be signed in to. An address in the directory alone proves nothing."""
    return User.objects.filter(email__iexact=address, is_active=True).first() if address else None


@transaction.atomic
def let_in(mail: IncomingMail, *, by: User) -> IncomingMail:
    """Take it as if nothing spoke against it: as its sender's, or as a draft of whoever lets it in.

    ValidationError where its source is there no more, or somebody decided on it before.
    """
    mail = IncomingMail.objects.select_for_update().get(pk=mail.pk)
    name = sources.name_of(mail.digest)
    if mail.state != State.QUARANTINED or mail.is_removed or not mail.digest or not sources.FOLDER.has(name):
        raise ValidationError(_("Somebody has decided on this mail already, or it is too old."))
    mail.decide(State.TAKEN, by=by)
    letter, sender = read_letter(sources.FOLDER.read(name)), account_of(mail.sender)
    become(mail, letter, sender or by, as_draft=sender is None)
    return mail
