"""Mails of other kinds that failed lately, and addresses that take none, as an administrator may see them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404

from tracker.accounts.models import User
from tracker.background.mail_rows import MailRow
from tracker.background.models import Bounce
from tracker.directory.models import Person
from tracker.directory.people.bounces import bounces_seen_by, people_at
from tracker.notifications.models import Mail

# What failed longer ago nobody sends again; and so many stand on a page.
LATELY, MOST = timedelta(days=7), 100


@dataclass(frozen=True, slots=True)
class Failed:
    """`kind` is the package of the mail, by which it is asked for again."""

    mail: Any
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Bounced:
    """`people` are those who have the address now: none, once it was changed everywhere."""

    bounce: Bounce
    people: list[Person]


def kinds() -> dict[str, type[MailRow]]:
    """Without the mails of notifications, which stand apart with what they tell."""
    return {model._meta.app_label: model for model in MailRow.kinds() if model is not Mail}


def failed_lately(now: datetime, viewer: User) -> list[Failed]:
    found = [
        Failed(mail, kind, str(model._meta.verbose_name))
        for kind, model in kinds().items()
        for mail in model.objects.visible_to(viewer).failed().filter(at__gte=now - LATELY).order_by("-at")[:MOST]
    ]
    return sorted(found, key=lambda each: each.mail.at, reverse=True)[:MOST]


def failed_mail(kind: str, pk: int, viewer: User) -> MailRow:
    """Http404 for what is not there for this person."""
    model = kinds().get(kind)
    row: MailRow | None = model.objects.visible_to(viewer).filter(pk=pk).first() if model else None
    if row is None or not row.may_go_again:
        raise Http404
    return row


def bounced(viewer: User) -> list[Bounced]:
    """The newest first."""
    bounces = list(bounces_seen_by(viewer).filter(cleared_at=None).order_by("-last_at")[:MOST])
    addresses = [bounce.address for bounce in bounces]
    people: dict[str, list[Person]] = {}
    for person in people_at(Person.objects.known_to(viewer).filter(merged_into=None), addresses):
        people.setdefault(person.address, []).append(person)
    return [Bounced(bounce, people.get(bounce.address, [])) for bounce in bounces]
