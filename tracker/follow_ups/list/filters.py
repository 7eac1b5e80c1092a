"""The filters of the follow-ups list: the whole state stands in the address."""

from collections import OrderedDict
from datetime import date
from typing import Any

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import RESTRICTED, Classification
from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.directory.models import Organisation, Person
from tracker.follow_ups import conditions
from tracker.follow_ups.closing.to_confirm import waits_for
from tracker.follow_ups.conditions import LateFor
from tracker.follow_ups.desk_heaps import Heap, on_heap
from tracker.follow_ups.field_register import COLUMNS
from tracker.follow_ups.list.attention_filters import AttentionFilter
from tracker.follow_ups.list.filter_choices import Confirmation, Done, Lacking, Stage
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.statuses import Status
from tracker.kit.periods import Period
from tracker.kit.row_by_name_field import lazy_rows
from tracker.lists.field_register import choice_filters
from tracker.lists.filters import DayFilter, DaysFilter, NameFilter, PeriodFilter, TextFilter, TickFilter
from tracker.lists.quick_choices import ARRANGED
from tracker.mandates.models import Mandate, Paragraph
from tracker.meetings.models import Meeting, Series
from tracker.tags.models import Tag

# How the list is looked at: all that a view keeps of it besides its filters.
VIEWED = (*ARRANGED, "month", "meetings", "since")


class FollowUpFilter(AttentionFilter):
    further = (*VIEWED, "view")
    q = TextFilter(label=_("Words"), method="search")
    status = filters.ChoiceFilter(
        label=_("Status"), choices=Stage.choices + Status.choices, empty_label=_("Every status"), method="in_status"
    )
    owner = NameFilter(label=_("Owner"), suggestions="directory:person_suggestions")
    unit = NameFilter(label=_("Unit"), suggestions="directory:unit_suggestions", method="of_unit")
    partner = NameFilter(label=_("Partner"), suggestions="directory:organisation_suggestions", method="with_partner")
    meeting = NameFilter(label=_("Meeting"), suggestions="meetings:suggestions")
    series = NameFilter(
        label=_("Series of meetings"), field_name="meeting__series", suggestions="meetings:series_suggestions"
    )
    mandate = NameFilter(label=_("Mandate"), suggestions="mandates:suggestions", method="implementing")
    paragraph = NameFilter(
        label=_("Paragraph"), suggestions="mandates:paragraph_suggestions", method="implementing_paragraph"
    )
    whole = TickFilter(label=_("Implements the mandate as a whole"), method="implementing_whole")
    tags = NameFilter(label=_("Tag"), suggestions="tags:suggestions")
    due_from = DayFilter(label=_("Due from"), field_name="due_order", lookup_expr="gte")
    due_until = DayFilter(label=_("Due until"), field_name="due_order", lookup_expr="lte")
    event_from = DayFilter(label=_("Event from"), method="with_event_from")
    event_until = DayFilter(label=_("Event until"), method="with_event_until")
    logged = PeriodFilter(label=_("Logged during"), method="logged_within")
    ended = PeriodFilter(label=_("Ended in"), method="ended_within")
    done = filters.ChoiceFilter(label=_("Done"), choices=Done, empty_label=_("Whenever"), method="done_in_time")
    confirmation = filters.ChoiceFilter(
        label=_("Confirmation"), choices=Confirmation, empty_label=_("Confirmed or not"), method="confirmed_or_not"
    )
    slipped = PeriodFilter(label=_("Due date moved later in"), method="slipped_within")
    late = TickFilter(label=_("Late"), method="only_late")
    late_for = filters.ChoiceFilter(
        label=_("Late for"), choices=LateFor, empty_label=_("However long"), method="only_late_for"
    )
    overdue = TickFilter(label=_("Overdue from partners"), method="only_overdue")
    quiet = DaysFilter(label=_("No update for days"), method="only_quiet")
    week = TickFilter(label=_("Due this week"), method="only_this_week")
    needs = TickFilter(label=_("Has needs"), method="only_with_needs")
    passed = TickFilter(label=_("Event passed"), method="only_passed")
    desk = filters.ChoiceFilter(
        label=_("On my desk"), choices=Heap, empty_label=_("Whether or not"), method="lying_on_desk"
    )
    undated = TickFilter(label=_("Without date"), method="only_undated")
    unowned = TickFilter(label=_("Without owner"), method="only_unowned")
    without = filters.ChoiceFilter(
        label=_("Lacking"), choices=Lacking, empty_label=_("Nothing in particular"), method="lacking"
    )
    waiting_on = NameFilter(label=_("Waiting on"), suggestions="directory:organisation_suggestions")
    recorder = NameFilter(label=_("Recorded by"), suggestions="directory:person_suggestions", method="recorded_by")
    classification = filters.ChoiceFilter(
        label=_("Classification"), choices=Classification, empty_label=_("General and restricted"), method="classified"
    )
    conditional = TickFilter(label=_("Conditional on resources"), method="only_conditional")

    @classmethod
    def get_filters(cls) -> OrderedDict[str, Any]:
        """With those of the choices that the register names, after that by status."""
        found: OrderedDict[str, Any] = super().get_filters()
        after_status = [*found][[*found].index("status") + 1 :]
        rest = [*after_status, *AttentionFilter.base_filters]
        found.update(choice_filters(COLUMNS))
        for name in rest:
            found.move_to_end(name)
        return found

    def __init__(self, data: Any, queryset: FollowUpQuerySet, *, user: User) -> None:
        rows = {
            "owner": choosable_names.people(user),
            "recorder": choosable_names.people(user),
            "waiting_on": choosable_names.organisations(user),
            "partner": choosable_names.organisations(user),
            "unit": choosable_names.units(user),
            "meeting": lazy_rows(lambda: Meeting.objects.visible_to(user)),
            "series": lazy_rows(lambda: Series.objects.visible_to(user)),
            "tags": lazy_rows(lambda: Tag.objects.visible_to(user)),
            "mandate": lazy_rows(lambda: Mandate.objects.visible_to(user)),
            "paragraph": lazy_rows(lambda: Paragraph.objects.visible_to(user).select_related("mandate")),
        }
        self.user = user
        super().__init__(data, queryset, rows=rows)

    def search(self, rows: FollowUpQuerySet, _name: str, value: str) -> FollowUpQuerySet:
        return rows.search(value)

    def in_status(self, rows: FollowUpQuerySet, _name: str, value: str) -> FollowUpQuerySet:
        if value == Stage.ACTIVE:
            return rows.active()
        return rows.ended() if value == Stage.ENDED else rows.in_status(value)

    def with_partner(self, rows: FollowUpQuerySet, _name: str, value: Organisation) -> FollowUpQuerySet:
        return rows.with_partner(value)

    def of_unit(self, rows: FollowUpQuerySet, _name: str, value: Organisation) -> FollowUpQuerySet:
        return rows.of_unit(value)

    def with_event_from(self, rows: FollowUpQuerySet, _name: str, value: date) -> FollowUpQuerySet:
        return rows.with_event_from(value)

    def with_event_until(self, rows: FollowUpQuerySet, _name: str, value: date) -> FollowUpQuerySet:
        return rows.with_event_until(value)

    def ended_within(self, rows: FollowUpQuerySet, _name: str, value: Period) -> FollowUpQuerySet:
        return rows.ended_within(value)

    def logged_within(self, rows: FollowUpQuerySet, _name: str, value: Period) -> FollowUpQuerySet:
        return rows.logged_within(value)

    def slipped_within(self, rows: FollowUpQuerySet, _name: str, value: Period) -> FollowUpQuerySet:
        return rows.slipped_within(value)

    def done_in_time(self, rows: FollowUpQuerySet, _name: str, value: str) -> FollowUpQuerySet:
        return rows.on_time() if value == Done.ON_TIME else rows.after_time()

    def confirmed_or_not(self, rows: FollowUpQuerySet, _name: str, value: str) -> FollowUpQuerySet:
        if value == Confirmation.MINE:
            return rows.filter(waits_for(self.user))
        return rows.filter(conditions.TO_CONFIRM if value == Confirmation.TO_CONFIRM else conditions.CONFIRMED)

    def only_late_for(self, rows: FollowUpQuerySet, _name: str, value: str) -> FollowUpQuerySet:
        return rows.late_for(value, timezone.localdate())

    def only_quiet(self, rows: FollowUpQuerySet, _name: str, value: int) -> FollowUpQuerySet:
        return rows.quiet(value, timezone.localdate())

    def lacking(self, rows: FollowUpQuerySet, _name: str, value: str) -> FollowUpQuerySet:
        return rows.without(value)

    def only_late(self, rows: FollowUpQuerySet, _name: str, value: bool) -> FollowUpQuerySet:
        return rows.late(timezone.localdate()) if value else rows

    def only_overdue(self, rows: FollowUpQuerySet, _name: str, value: bool) -> FollowUpQuerySet:
        return rows.overdue_from_partner(timezone.localdate()) if value else rows

    def only_this_week(self, rows: FollowUpQuerySet, _name: str, value: bool) -> FollowUpQuerySet:
        return rows.due_this_week(timezone.localdate()) if value else rows

    def only_with_needs(self, rows: FollowUpQuerySet, _name: str, value: bool) -> FollowUpQuerySet:
        return rows.with_needs() if value else rows

    def only_passed(self, rows: FollowUpQuerySet, _name: str, value: bool) -> FollowUpQuerySet:
        return rows.passed(timezone.localdate()) if value else rows

    def lying_on_desk(self, rows: FollowUpQuerySet, _name: str, value: str) -> FollowUpQuerySet:
        return on_heap(value, rows, self.user, timezone.localdate())

    def only_undated(self, rows: FollowUpQuerySet, _name: str, value: bool) -> FollowUpQuerySet:
        return rows.without_date() if value else rows

    def only_unowned(self, rows: FollowUpQuerySet, _name: str, value: bool) -> FollowUpQuerySet:
        return rows.without_owner() if value else rows

    def recorded_by(self, rows: FollowUpQuerySet, _name: str, value: Person) -> FollowUpQuerySet:
        return rows.filter(recorder=value.account_id) if value.account_id else rows.none()

    def classified(self, rows: FollowUpQuerySet, _name: str, value: str) -> FollowUpQuerySet:
        is_restricted = conditions.restricted()
        return rows.filter(is_restricted) if value == RESTRICTED else rows.exclude(is_restricted)

    def only_conditional(self, rows: FollowUpQuerySet, _name: str, value: bool) -> FollowUpQuerySet:
        return rows.filter(conditional=True) if value else rows
