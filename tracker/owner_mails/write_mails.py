"""Writing the mails of a day as rows, and sending each once, made of its lines as they are when it goes out."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from tracker.background.send_rows import send_rows
from tracker.directory.models import Appointment
from tracker.kit.working_days import rest_on
from tracker.notifications.digests import day_of
from tracker.notifications.models import Preferences
from tracker.owner_mails.letter import letter
from tracker.owner_mails.models import NoOwnerMail, NotSent, OwnerLine, OwnerMail, OwnerMailing
from tracker.owner_mails.standing import Told, lines_now, standing


def is_time(now: datetime) -> bool:
    """By the hour of the house, which sends them at all."""
    if not OwnerMailing.is_sent():
        return False
    house = Preferences.of_house()
    wishes = house.wishes(house)
    return now >= wishes.slot_on(day_of(now, wishes))


def today_of_house(now: datetime) -> date:
    house = Preferences.of_house()
    return day_of(now, house.wishes(house))


def write_mails(day: date) -> None:
    """Those of that day, once however often it is asked for."""
    told = standing(day)
    done = set(OwnerMail.objects.filter(day=day, person__in=told).values_list("person", flat=True))
    working = working_on(day, told.keys() - done)
    for person, lines in told.items():
        if person in working:
            _write(person, day, lines)


@transaction.atomic
def _write(person: int, day: date, lines: Told) -> None:
    mail, is_new = OwnerMail.objects.get_or_create(
        once=f"{person} {day:%Y-%m-%d}", defaults={"person_id": person, "day": day}
    )
    if is_new:
        OwnerLine.objects.bulk_create(
            OwnerLine(mail=mail, follow_up_id=follow_up, reason=reason) for follow_up, reason in lines.items()
        )


def working_on(day: date, people: Iterable[int]) -> set[int]:
    """Those who do not rest that day, where they hold a post; else where the house stands."""
    posts = Appointment.objects.held_on(day).filter(person__in=people).select_related("organisation").order_by("-pk")
    countries = {post.person_id: post.organisation.works_in for post in posts}
    return {person for person in people if _works(day, countries.get(person) or settings.COUNTRY)}


def _works(day: date, country: str) -> bool:
    return rest_on(day, {country} if country else frozenset()) is None


def send_waiting(most: int, now: datetime) -> bool:
    """Send the first of them. Whether more are left."""
    OwnerMail.objects.all().settle_cut_off(now)
    rows = list(OwnerMail.objects.waiting().select_related("person").order_by("pk")[: most + 1])
    today = today_of_house(now)
    send_rows(rows[:most], lambda mail: letter_of(mail, today))
    return len(rows) > most


def letter_of(mail: OwnerMail, today: date) -> EmailMessage | None:
    """None, and the row closed, where there is nothing to send any more."""
    if why := _hindrance(mail, today):
        mail.give_up(why)
        return None
    lines = lines_now(mail.person)
    if not lines:
        mail.give_up(NotSent.NOTHING)
        return None
    return letter(mail, lines)


def _hindrance(mail: OwnerMail, today: date) -> NotSent | None:
    if not OwnerMailing.is_sent():
        return NotSent.OFF
    if mail.person.account_id or not mail.person.email or NoOwnerMail.objects.filter(person=mail.person).exists():
        return NotSent.LEFT
    return NotSent.TOO_LATE if mail.day < today else None
