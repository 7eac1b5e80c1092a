"""Every noun of which something stands in a timeline: where its rows come from, and how each is told."""

from typing import Any

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.left import say_person
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.pages.timeline import follow_up_moments
from tracker.pages.timeline.moment import Moment, Source, part_named
from tracker.pledges.models import Pledge
from tracker.pledges.stage_changes import stage_after, stage_changes


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


def _pledges(organisation: Organisation, user: User) -> QuerySet[Any]:
    rows: QuerySet[Any] = Pledge.objects.visible_to(user).by_donor(organisation).with_names().annotate(day=F("made_on"))
    return rows


def _tell_pledge(pledge: Any, organisation: Organisation) -> Moment:
    return Moment(pledge.day, _("Pledge made"), pledge, pledge.measure, part_named(pledge.donor, organisation))


def _stage_changes(organisation: Organisation, user: User) -> QuerySet[Any]:
    changes = stage_changes(Pledge.objects.visible_to(user).by_donor(organisation)).readable_by(user)
    return changes.prefetch_related(GenericPrefetch("item", [Pledge.objects.with_names()]))


def _tell_stage(change: Any, organisation: Organisation) -> Moment:
    word = _("Pledge: %(stage)s") % {"stage": stage_after(change).label}
    return Moment(change.day, word, change.item, change.item.measure, part_named(change.item.donor, organisation))


def _adopted(organisation: Organisation, user: User) -> QuerySet[Any]:
    agreements = Mandate.objects.visible_to(user).of(organisation).agreements()
    rows: QuerySet[Any] = agreements.annotate(day=F("adopted_on"))
    return rows


def _tell_adopted(agreement: Any, _organisation: Organisation) -> Moment:
    said = agreement.adopted
    return Moment(agreement.day, _("Agreement adopted"), agreement, agreement.label, [], said=said)


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
    details = [activity.place, *part_named(activity.partner, organisation), say_person(activity, "done_by")]
    return Moment(activity.day, _("Activity"), activity, activity.title, details)


# In this order they stand on one day.
SOURCES = (
    Source("follow-ups", follow_up_moments.follow_ups_ended, follow_up_moments.tell_ended),
    Source("pledges", _stage_changes, _tell_stage),
    Source("agreements", _agreements_end, _tell_agreement_ends),
    Source("meetings", _meetings, _tell_meeting),
    Source("follow-ups", follow_up_moments.follow_ups_agreed, follow_up_moments.tell_agreed),
    Source("follow-ups", follow_up_moments.follow_ups_logged, follow_up_moments.tell_logged),
    Source("pledges", _pledges, _tell_pledge),
    Source("invitations", follow_up_moments.events, follow_up_moments.tell_event),
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
