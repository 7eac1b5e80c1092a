"""Follow-ups in the users' words. Each notion stands here once."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import BigIntegerField, CharField, F, Q
from django.utils import timezone

from tracker.accounts.models import User
from tracker.directory.left import has_left_expression
from tracker.directory.models import Organisation, Person
from tracker.follow_ups import conditions
from tracker.follow_ups.choices import Kind
from tracker.follow_ups.due_date_slips import slips
from tracker.follow_ups.models import access
from tracker.follow_ups.models.logged import LoggedQuerySet
from tracker.follow_ups.models.of_events import of_events
from tracker.follow_ups.models.shown_columns import LINE, ROW, SEVERAL
from tracker.follow_ups.statuses import Status
from tracker.history.models import Entry
from tracker.history.removable import RemovableQuerySet
from tracker.kit.periods import Period
from tracker.lists.paging import capped_count
from tracker.lists.speed_tricks import Unindexed
from tracker.mandates.implementing import ImplementingQuerySet
from tracker.records import access as quoting

if TYPE_CHECKING:
    from tracker.follow_ups.models.follow_up import FollowUp  # noqa: F401 (named in the string below)

# So many are named by their keys at once; and sorting so many takes no longer than walking past all the others.
MOST_NAMED, MOST_SORTED = 300, 5_000


class FollowUpQuerySet(  # type: ignore[override]
    LoggedQuerySet, RemovableQuerySet["FollowUp"], ImplementingQuerySet["FollowUp"]
):
    link = "follow_up"

    def present(self) -> Self:
        return self.filter(*quoting.present())

    def visible_to(self, user: User) -> Self:
        """What this person may know of: cut by the follow-up's own classification, its meeting's and its record's."""
        return self.filter(*quoting.present(), *access.open_to(user))

    def removed_for(self, user: User) -> Self:
        return access.removed_for(user, self.removed())

    def known_by(self, user: User, entries: Collection[Entry]) -> Self:
        """What these entries are about: what this person sees, and what they gave out of their sight as it stands."""
        own = {entry.pk: entry.object_id for entry in entries if entry.by_id == user.pk}
        rows = self.filter(pk__in=[entry.object_id for entry in entries])
        given = rows.filter(*quoting.present(), *access.kept_since(self.model, own, by=user))
        return rows.filter(Q(pk__in=rows.visible_to(user).values("pk")) | Q(pk__in=given.values("pk")))

    def hidden_from(self, user: User) -> Self:
        """What this person must find no trace of, removed or not."""
        return self.exclude(pk__in=self.model.objects.filter(*access.open_to(user)).values("pk"))

    def active(self) -> Self:
        return self.filter(conditions.ACTIVE)

    def standing(self) -> Self:
        """The active ones, of which an index of their own holds all that is counted."""
        return self.filter(conditions.STANDING)

    def ended(self) -> Self:
        return self.filter(conditions.ENDED)

    def in_status(self, status: str) -> Self:
        """In the end most there is is done: sorted by anything but its due date, the list is walked for it."""
        if status != Status.DONE:
            return self.filter(status=status)
        return self.alias(as_status=Unindexed("status", CharField(), unless_by="due_order")).filter(as_status=status)

    def late(self, today: date) -> Self:
        return self.filter(conditions.late(today))

    def late_for(self, how_long: str, today: date) -> Self:
        return self.filter(conditions.late_for(how_long, today))

    def overdue_from_partner(self, today: date) -> Self:
        return self.filter(conditions.overdue_from_partner(today))

    def quiet(self, days: int, today: date) -> Self:
        return self.filter(conditions.quiet(days, today))

    def passed(self, today: date) -> Self:
        return self.filter(conditions.passed(today))

    def due_this_week(self, today: date) -> Self:
        return self.filter(conditions.due_this_week(today))

    def waiting(self) -> Self:
        return self.filter(conditions.WAITING)

    def pending_resources(self) -> Self:
        return self.filter(conditions.PENDING)

    def with_needs(self) -> Self:
        """Those of which somebody estimated what they need."""
        return self.filter(pk__in=self.model.objects.filter(needs__isnull=False, needs__removed_at=None).values("pk"))

    def without_date(self) -> Self:
        return self.filter(conditions.UNDATED)

    def without_owner(self) -> Self:
        return self.filter(conditions.UNOWNED)

    def without(self, what: str) -> Self:
        """Those that lack what LACKING says of `what`."""
        return self.filter(conditions.LACKING[what])

    def from_no_meeting(self) -> Self:
        return self.filter(meeting=None)

    def of_account(self, user: User) -> Self:
        return self.filter(owner__account=user)

    def snoozed_by(self, user: User, today: date) -> Self:
        """What this person keeps off their desk today."""
        return self.filter(snoozes__user=user, snoozes__until__gt=today)

    def with_partner(self, organisation: Organisation, or_these: Collection[int] = ()) -> Self:
        """Follow-ups with the organisation or one of its parts, or with one of these keys."""
        return self.among("partner", organisation.keys_of_parts, or_these)

    def of_unit(self, unit: Organisation) -> Self:
        """Follow-ups of the unit or of one of its own."""
        return self.among("unit", unit.keys_of_parts)

    def also_of_unit(self, unit: Organisation) -> Self:
        """As `of_unit`, asked of the few that are found by something else: a unit may have had very many."""
        own = self.alias(own=Unindexed("unit_id", BigIntegerField(), never=True))
        return own.filter(own__in=unit.keys_of_parts)

    def search(self, typed: str, *, names: bool | None = None) -> Self:
        """As of all that is found by its words, but where very many hold them the list is walked in its order."""
        terms = self.words.terms(typed, names=names)
        keys = self.words.keys(terms, MOST_SORTED + 1) if terms else []
        if len(keys) > MOST_SORTED:
            walked = self.alias(unindexed_words=Unindexed("pk", BigIntegerField()))
            return walked.filter(unindexed_words__in=self.words.hits(terms))
        # PostgreSQL takes a rare word for a common one, and would walk the whole list for it: four times as long.
        return self.filter(pk__in=keys) if 0 < len(keys) <= MOST_NAMED else super().search(typed, names=names)

    def among(self, column: str, keys: list[int], or_these: Collection[int] = ()) -> Self:
        """Few are looked up and sorted; where they are many, the list is walked in its order until a page is full."""
        found, these = self.model.objects.filter(**{f"{column}__in": keys}), Q(pk__in=or_these) if or_these else Q()
        if not capped_count(found, MOST_SORTED, called=f"follow-ups-{column}-{hash((*keys,))}").capped:
            return self.filter(Q(**{f"{column}__in": keys}) | these)
        return self.alias(walked=Unindexed(f"{column}_id", BigIntegerField())).filter(Q(walked__in=keys) | these)

    def concerning(self, user: User) -> Self:
        """Follow-ups this person owns, speaks at the event of, or has a step to do for."""
        if (person := getattr(user, "person", None)) is None:
            return self.none()
        # Two short lists of keys: with joins in its place no index would serve the whole of it.
        spoken = self.model.objects.filter(invitation__speaker=person).values_list("pk", flat=True)
        stepped = self.model.objects.filter(invitation__steps__owner=person).values_list("pk", flat=True)
        return self.filter(Q(owner=person) | Q(pk__in={*spoken, *stepped}))

    def with_event_from(self, first: date) -> Self:
        """Whose event ends on that day or later, delivered or not; days by the clock of this house."""
        return of_events(self, invitation__ends__gt=Period(first, first).moments[0])

    def with_event_until(self, last: date) -> Self:
        """Whose event starts on that day or before."""
        return of_events(self, invitation__starts__lt=Period(last, last).moments[1])

    def with_events(self) -> Self:
        """Only those with an event, and it in the same query."""
        names = ("invitation__speaker", "invitation__organiser", "owner", "partner")
        return self.filter(kind=Kind.INVITATION, invitation__isnull=False).select_related(*names)

    def owned_by(self, person: Person) -> Self:
        return self.filter(owner=person)

    def by_due(self) -> Self:
        """Soonest first; those without a date at the end."""
        return self.order_by("due_order", "id")

    def active_first(self) -> Self:
        """The active ones by due date, then the ended ones, the latest first."""
        return self.order_by(F("ended_on").desc(nulls_first=True), "due_order", "id")

    def ended_last(self) -> Self:
        """Those that ended, the latest first, as `active_first` has them."""
        return self.filter(ended_on__isnull=False).order_by("-ended_on", "due_order", "id")

    def ended_within(self, period: Period) -> Self:
        return self.filter(conditions.ended_within(period))

    def on_time(self) -> Self:
        return self.filter(conditions.ON_TIME)

    def after_time(self) -> Self:
        return self.filter(conditions.AFTER_TIME)

    def slipped_within(self, period: Period) -> Self:
        """Its due date was moved to a later day, in the period."""
        return self.filter(pk__in=slips(period).values("object_id"))

    def open_or_done_within(self, period: Period) -> Self:
        """What a report on the period tells of."""
        return self.filter(conditions.ACTIVE | conditions.done_within(period))

    def with_classification(self) -> Self:
        """With the rows that say whether it is restricted, and whose it is, in the same query."""
        return self.select_related("owner", "meeting", "passage__record").with_leavers()

    def with_names(self) -> Self:
        """With the rows that a line about a follow-up shows, in the same query."""
        people_and_places = ("owner", "unit", "partner", "meeting", "waiting_on")
        return self.select_related(*people_and_places, "passage__removed_in__by", "passage__record").with_leavers()

    def as_titles(self) -> Self:
        """With what a link to it shows, and no more."""
        shown = self.annotate(record_classification=F("passage__record__classification")).select_related("meeting")
        return shown.only("title", "classification", "meeting__classification")

    def as_rows(self, further: Iterable[str] = ()) -> Self:
        """With what a row of the list shows, and no more; `further` are columns that it shows besides."""
        joined = {name.rpartition("__")[0] for name in further if "__" in name}
        shown = self.select_related("owner", "partner", "meeting", *joined).only(*ROW, *({*further} - SEVERAL))
        shown = shown.annotate(record_classification=F("passage__record__classification"))
        return shown.prefetch_related(*({*further} & SEVERAL)).with_leavers()

    def as_lines(self) -> Self:
        """With what `follow_ups/lines.html` shows, and no more."""
        return self.as_rows(LINE)

    def with_leavers(self) -> Self:
        """With whether its owner has left, asked in the same query for those that are shown."""
        return self.annotate(owner_left=has_left_expression("owner_id", timezone.localdate()))
