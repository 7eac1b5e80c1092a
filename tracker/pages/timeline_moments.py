"""What happened with a partner and is to come, of every noun: where its rows come from, and how each is told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.models import Organisation
from tracker.follow_ups.choices import OwedBy, Strength
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.pledges.models import Pledge
from tracker.pledges.stage_changes import stage_after, stage_changes


@dataclass(frozen=True, slots=True)
class Moment:
    """`word` says what it is, `details` what else is to be known of it."""

    day: date
    word: str
    thing: Any
    title: str
    details: list[Any]
    they_owe: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """`rows` gives those that this person may see, each with its `day`; `tell` makes a moment of one."""

    kind: str
    rows: Callable[[Organisation, User], QuerySet[Any]]
    tell: Callable[[Any, Organisation], Moment]


def follow_ups_of(organisation: Organisation, user: User) -> FollowUpQuerySet:
    """Those with a partner, or of a unit of ours; and with or of its parts."""
    rows: FollowUpQuerySet = FollowUp.objects.visible_to(user)
    return rows.of_unit(organisation) if organisation.is_ours else rows.with_partner(organisation)


def _follow_ups_agreed(organisation: Organisation, user: User) -> QuerySet[Any]:
    # Apart from those of no meeting: so the newest meetings are walked, and no row's history is asked.
    rows = follow_ups_of(organisation, user).with_names().from_meetings()
    return rows.annotate(day=F("meeting__held_on"))


def _tell_agreed(follow_up: Any, organisation: Organisation) -> Moment:
    is_ahead = follow_up.day > timezone.localdate()
    word = _("For this meeting") if is_ahead else follow_up.get_strength_display()
    return _tell_follow_up(follow_up, organisation, word)


def _follow_ups_logged(organisation: Organisation, user: User) -> QuerySet[Any]:
    rows = follow_ups_of(organisation, user).with_names().from_no_meeting().with_logged_day()
    return rows.annotate(day=F("logged_on"))


def _tell_logged(follow_up: Any, organisation: Organisation) -> Moment:
    word = follow_up.get_strength_display()
    if follow_up.strength == Strength.AGREED:
        word = pgettext("one follow-up", "Logged")
    return _tell_follow_up(follow_up, organisation, word)


def _follow_ups_ended(organisation: Organisation, user: User) -> QuerySet[Any]:
    return follow_ups_of(organisation, user).ended().with_names().annotate(day=F("ended_on"))


def _tell_ended(follow_up: Any, organisation: Organisation) -> Moment:
    return _tell_follow_up(follow_up, organisation, follow_up.get_status_display())


def _tell_follow_up(follow_up: Any, organisation: Organisation, word: str) -> Moment:
    details = [follow_up.reference, *_part(follow_up.partner, organisation), follow_up.owner]
    they_owe = follow_up.owed_by == OwedBy.PARTNER
    return Moment(follow_up.day, word, follow_up, follow_up.title, details, they_owe)


def _meetings(organisation: Organisation, user: User) -> QuerySet[Any]:
    agreed = FollowUp.objects.visible_to(user).filter(meeting=OuterRef("pk")).order_by().values("meeting")
    number = Subquery(agreed.annotate(number=Count("pk")).values("number"))
    meetings = Meeting.objects.visible_to(user).with_partner(organisation)
    rows: QuerySet[Any] = meetings.annotate(day=F("held_on"), follow_ups_number=number)
    return rows


def _tell_meeting(meeting: Any, _organisation: Organisation) -> Moment:
    number = meeting.follow_ups_number or 0
    said = ngettext("%(number)s follow-up", "%(number)s follow-ups", number) % {"number": number}
    details = [meeting.place, said if number else ""]
    return Moment(meeting.day, meeting.get_kind_display(), meeting, meeting.title, details)


def _events(organisation: Organisation, user: User) -> QuerySet[Any]:
    return follow_ups_of(organisation, user).with_events().annotate(day=TruncDate("invitation__starts"))


def _tell_event(follow_up: Any, organisation: Organisation) -> Moment:
    event = follow_up.invitation
    details = [event.get_answer_display(), event.place, *_part(follow_up.partner, organisation)]
    # It takes place on its own days, wherever it was sorted by the clock of this house.
    return Moment(event.days[0], _("Event"), follow_up, event.title, details)


def _pledges(organisation: Organisation, user: User) -> QuerySet[Any]:
    rows: QuerySet[Any] = Pledge.objects.visible_to(user).by_donor(organisation).with_names().annotate(day=F("made_on"))
    return rows


def _tell_pledge(pledge: Any, organisation: Organisation) -> Moment:
    return Moment(pledge.day, _("Pledge made"), pledge, pledge.measure, _part(pledge.donor, organisation))


def _stage_changes(organisation: Organisation, user: User) -> QuerySet[Any]:
    changes = stage_changes(Pledge.objects.visible_to(user).by_donor(organisation))
    return changes.prefetch_related(GenericPrefetch("item", [Pledge.objects.with_names()]))


def _tell_stage(change: Any, organisation: Organisation) -> Moment:
    word = _("Pledge: %(stage)s") % {"stage": stage_after(change).label}
    return Moment(change.day, word, change.item, change.item.measure, _part(change.item.donor, organisation))


def _adopted(organisation: Organisation, user: User) -> QuerySet[Any]:
    agreements = Mandate.objects.visible_to(user).of(organisation).agreements()
    rows: QuerySet[Any] = agreements.annotate(day=F("adopted_on"))
    return rows


def _tell_adopted(agreement: Any, _organisation: Organisation) -> Moment:
    return Moment(agreement.day, _("Agreement adopted"), agreement, agreement.label, [])


def _agreements_end(organisation: Organisation, user: User) -> QuerySet[Any]:
    agreements = Mandate.objects.visible_to(user).of(organisation).agreements()
    rows: QuerySet[Any] = agreements.annotate(day=F("valid_until"))
    return rows


def _tell_agreement_ends(agreement: Any, _organisation: Organisation) -> Moment:
    return Moment(agreement.day, _("Last day of the agreement"), agreement, agreement.label, [])


def _activities(organisation: Organisation, user: User) -> QuerySet[Any]:
    rows = Activity.objects.visible_to(user).with_names()
    rows = rows.of_unit(organisation) if organisation.is_ours else rows.with_partner(organisation)
    return rows.annotate(day=F("starts_on"))


def _tell_activity(activity: Any, organisation: Organisation) -> Moment:
    details = [activity.place, *_part(activity.partner, organisation), activity.done_by]
    return Moment(activity.day, _("Activity"), activity, activity.title, details)


def _part(named: Organisation | None, organisation: Organisation) -> list[Organisation]:
    """Whom a row names, where that is not the one whose timeline it is."""
    return [named] if named and named.pk != organisation.pk else []


# In this order they stand on one day.
SOURCES = (
    Source("follow-ups", _follow_ups_ended, _tell_ended),
    Source("pledges", _stage_changes, _tell_stage),
    Source("agreements", _agreements_end, _tell_agreement_ends),
    Source("meetings", _meetings, _tell_meeting),
    Source("follow-ups", _follow_ups_agreed, _tell_agreed),
    Source("follow-ups", _follow_ups_logged, _tell_logged),
    Source("pledges", _pledges, _tell_pledge),
    Source("invitations", _events, _tell_event),
    Source("agreements", _adopted, _tell_adopted),
    Source("activities", _activities, _tell_activity),
)
KINDS: dict[str, str | Promise] = {
    "meetings": gettext_lazy("Meetings"),
    "follow-ups": gettext_lazy("Follow-ups"),
    "pledges": gettext_lazy("Pledges"),
    "invitations": gettext_lazy("Invitations"),
    "agreements": gettext_lazy("Agreements"),
    "activities": gettext_lazy("Activities"),
}
