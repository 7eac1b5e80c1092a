"""What follow-ups give to a timeline: how they were agreed or logged, how they ended, and their events."""

from datetime import UTC, date, datetime
from typing import Any

from django.db.models import CharField, F, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.accounts.models import User
from tracker.directory.left import say_person
from tracker.directory.models import Organisation
from tracker.follow_ups import conditions
from tracker.follow_ups.choices import Kind, OwedBy, Strength
from tracker.lists.speed_tricks import Unindexed
from tracker.pages.timeline.moment import Moment, follow_ups_of, part_named

# A day later than the first there is: elsewhere on earth that is still a day.
BEGINNING = datetime(1, 1, 2, tzinfo=UTC)


def follow_ups_agreed(organisation: Organisation, user: User) -> QuerySet[Any]:
    # Apart from those of no meeting: so the newest meetings are walked, and no row's history is asked. SQLite begins at
    # them only where they have a bound, if any: 1 ms with a partner of 200,000 where it took 400 (30 November 2026).
    rows = follow_ups_of(organisation, user).with_names().filter(meeting__held_on__gte=date.min)
    return rows.annotate(day=F("meeting__held_on"))


def tell_agreed(follow_up: Any, organisation: Organisation) -> Moment:
    is_ahead = follow_up.day > timezone.localdate()
    word = _("For this meeting") if is_ahead else follow_up.get_strength_display()
    return _tell_follow_up(follow_up, organisation, word)


def follow_ups_logged(organisation: Organisation, user: User) -> QuerySet[Any]:
    rows = follow_ups_of(organisation, user).with_names().from_no_meeting().with_logged_day()
    return rows.annotate(day=F("logged_on"))


def tell_logged(follow_up: Any, organisation: Organisation) -> Moment:
    word = follow_up.get_strength_display()
    if follow_up.strength == Strength.AGREED:
        word = pgettext("one follow-up", "Logged")
    return _tell_follow_up(follow_up, organisation, word)


def follow_ups_ended(organisation: Organisation, user: User) -> QuerySet[Any]:
    return (
        follow_ups_of(organisation, user)
        .ended()
        .exclude(conditions.ENDED_ONE_DAY)
        .with_names()
        .annotate(day=F("ended_on"))
    )


def tell_ended(follow_up: Any, organisation: Organisation) -> Moment:
    return _tell_follow_up(follow_up, organisation, follow_up.get_status_display())


def _tell_follow_up(follow_up: Any, organisation: Organisation, word: str) -> Moment:
    details = [follow_up.reference, *part_named(follow_up.partner, organisation), say_person(follow_up, "owner")]
    they_owe = follow_up.owed_by == OwedBy.PARTNER
    return Moment(follow_up.day, word, follow_up, follow_up.title, details, they_owe)


def events(organisation: Organisation, user: User) -> QuerySet[Any]:
    # The bound, again, lets SQLite begin at the events, and not at every invitation there ever was: 2 of 190 ms.
    rows = follow_ups_of(organisation, user).alias(unindexed_kind=Unindexed("kind", CharField(), never=True))
    rows = rows.filter(unindexed_kind=Kind.INVITATION, invitation__starts__gte=BEGINNING)
    return rows.select_related("invitation", "partner").annotate(day=TruncDate("invitation__starts"))


def tell_event(follow_up: Any, organisation: Organisation) -> Moment:
    event = follow_up.invitation
    details = [event.get_answer_display(), event.place, *part_named(follow_up.partner, organisation)]
    # It takes place on its own days, wherever it was sorted by the clock of this house.
    return Moment(event.days[0], _("Event"), follow_up, event.title, details, said=event.said)
