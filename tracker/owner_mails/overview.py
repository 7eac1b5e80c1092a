"""Which mails to owners were written lately, and which would be: as an administrator may read it."""

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.accounts.models import User
from tracker.background.mail_rows import MailStatus
from tracker.directory.models import Person
from tracker.owner_mails.models import OwnerMail
from tracker.owner_mails.standing import standing

MOST_MAILS, MOST_PEOPLE = 200, 100
LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class OwnerMailLine:
    """`may_repeat`: it went wrong, and its day is not over."""

    mail: OwnerMail
    went_wrong: bool
    may_repeat: bool


@dataclass(frozen=True, slots=True)
class ExpectedMail:
    person: Person
    number: int


def mails_of(day: date, viewer: User) -> list[OwnerMailLine]:
    """Those of the last week, the newest first."""
    rows = OwnerMail.objects.visible_to(viewer).filter(day__gt=day - LATELY).select_related("person")
    wrong = (MailStatus.NOT_SENT, MailStatus.UNSURE)
    return [
        OwnerMailLine(mail, mail.status in wrong, mail.status in wrong and mail.day == day)
        for mail in rows[:MOST_MAILS]
    ]


def expected(day: date, viewer: User) -> list[ExpectedMail]:
    """To whom one would go today that was not written yet, and of how many matters it tells."""
    told = standing(day)
    written = OwnerMail.objects.filter(day=day).values("person")
    people = Person.objects.known_to(viewer).filter(pk__in=told).exclude(pk__in=written)
    return [ExpectedMail(person, len(told[person.pk])) for person in people.order_by("name", "pk")[:MOST_PEOPLE]]
