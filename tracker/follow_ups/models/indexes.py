"""The indexes of follow-ups. Each column by which the list is sorted has one, in which its rows are looked up too."""

from django.db import models
from django.db.models import Q

from tracker.follow_ups.statuses import ACTIVE, Status

# As `conditions.TO_CONFIRM`, which finds that index by it.
TO_CONFIRM = Q(reported_on__isnull=False, confirmed_on=None)
COUNTED = [
    *("partner", "unit", "owed_by", "status", "due_order", "event_on", "updated_at"),
    *("removed_at", "classification", "recorder", "owner", "meeting", "passage"),
    # Always empty there: an older SQLite looks at every row for what the index does not hold, all the same.
    "ended_on",
    # No wider: with the kind, too, SQLite takes the narrow index of partners, and looks at all that ended with one.
]
# A report counts what it asks of follow-ups in an index that holds all of it: by what it is cut, and to whose eyes.
REPORTED = [
    *("owner", "partner", "unit", "kind", "strength", "priority", "progress", "acceptance"),
    *("removed_at", "classification", "recorder", "passage"),
]
# Besides, of what ended how, and how long it took; and of how it stands.
ENDED = ["meeting", "status", "ended_before", "first_due_on", "reported_on", "confirmed_on", "agreed_on", "imported_on"]
STANDING = ["meeting", "status", "ended_before", "event_on", "updated_at"]
INDEXES = [
    models.Index(fields=["due_order", "id"], name="follow_up_active_by_due", condition=Q(ended_on=None)),
    models.Index(fields=["due_order", "id"], name="follow_up_by_due"),
    models.Index(fields=["owner", "due_order", "id"], name="follow_up_of_owner"),
    models.Index(fields=["owner", "due_order", "id"], name="follow_up_active_of", condition=Q(ended_on=None)),
    # What is active is counted, for whom it is visible and on which heap it lies, without looking at a row.
    models.Index(fields=COUNTED, name="follow_up_active_counted", condition=Q(ended_on=None)),
    # As `conditions.STANDING`, by which alone it is found: lists of what is active have those above.
    models.Index(
        fields=["ended_on", "owed_by", "due_order", *STANDING, *REPORTED],
        name="follow_up_standing",
        condition=Q(ended_on=None, ended_before=None),
    ),
    # What is owed by either side is nearly all done; what is late is found among the few that are not.
    models.Index(fields=["owed_by", "due_order", "id"], name="follow_up_active_owed", condition=Q(ended_on=None)),
    models.Index(fields=["partner", "due_order", "id"], name="follow_up_of_partner"),
    models.Index(fields=["unit", "due_order", "id"], name="follow_up_of_unit"),
    models.Index(fields=["status", "due_order", "id"], name="follow_up_of_status"),
    models.Index(fields=["kind", "due_order", "id"], name="follow_up_of_kind"),
    models.Index(fields=["strength", "due_order", "id"], name="follow_up_of_strength"),
    models.Index(fields=["priority", "due_order", "id"], name="follow_up_of_priority"),
    models.Index(fields=["progress", "due_order", "id"], name="follow_up_of_progress"),
    models.Index(fields=["acceptance", "due_order", "id"], name="follow_up_of_acceptance"),
    models.Index(fields=["owed_by", "due_order", "id"], name="follow_up_owed_by"),
    models.Index(fields=["waiting_on", "due_order", "id"], name="follow_up_waiting_on"),
    models.Index(fields=["meeting", "due_order", "id"], name="follow_up_from_meeting"),
    # The partner, too: of very many meetings it is asked which of their follow-ups name none.
    models.Index(fields=["meeting", *REPORTED, "agreed_on", "imported_on"], name="follow_up_of_meeting"),
    # What is of no meeting counts for the day on which it was entered. It begins with the meeting, which is empty in
    # all: else SQLite takes an index of meetings, in which these stand together.
    models.Index(
        fields=["meeting", "entered_on", *REPORTED, "agreed_on"], name="follow_up_entered", condition=Q(meeting=None)
    ),
    models.Index(fields=["title", "id"], name="follow_up_by_title"),
    models.Index(fields=["first_due_on", "id"], name="follow_up_by_first_due"),
    models.Index(fields=["agreed_on", "id"], name="follow_up_by_agreed"),
    # Without what is active: statistics of SQLite take every day of an index, none included, for one of few rows.
    models.Index(
        fields=["ended_on", "due_order", "id", *ENDED, *REPORTED],
        name="follow_up_by_end",
        condition=Q(ended_on__isnull=False),
    ),
    models.Index(
        fields=["owner", "-ended_on", "due_order", "id"],
        name="follow_up_ended_of",
        condition=Q(ended_on__isnull=False),
    ),
    models.Index(fields=["ended_before"], name="follow_up_end_unknown", condition=Q(ended_before__isnull=False)),
    # Few of all that ended wait to be confirmed. It begins with a column that is empty in all: else SQLite takes
    # the index of that column, in which nearly every row is empty.
    models.Index(
        fields=["confirmed_on", "reported_on", "id"],
        name="follow_up_to_confirm",
        condition=Q(reported_on__isnull=False, confirmed_on=None),
    ),
    models.Index(fields=["reported_on", "id"], name="follow_up_by_reported"),
    models.Index(fields=["confirmed_on", "id"], name="follow_up_by_confirmed"),
    models.Index(fields=["confirmed_by"], name="follow_up_confirmed_by", condition=Q(confirmed_by__isnull=False)),
    models.Index(fields=["imported_on"], name="follow_up_imported", condition=Q(imported_on__isnull=False)),
    models.Index(fields=["due_order", "id"], name="follow_up_conditional", condition=Q(conditional=True)),
    models.Index(fields=["-updated_at", "-id"], name="follow_up_lately"),
    models.Index(fields=["event_on", "id"], name="follow_up_of_event", condition=Q(event_on__isnull=False)),
]
CONSTRAINTS = [
    models.UniqueConstraint(fields=["recorder", "key"], name="follow_up_logged_once"),
    models.CheckConstraint(
        condition=Q(ended_on=None) ^ ~Q(status__in=ACTIVE), name="follow_up_has_an_end_once_it_ended"
    ),
    models.CheckConstraint(
        condition=Q(reported_on=None) | Q(status=Status.DONE), name="follow_up_is_done_once_reported"
    ),
    models.CheckConstraint(
        condition=Q(confirmed_on=None) | Q(reported_on__isnull=False), name="follow_up_is_reported_once_confirmed"
    ),
]
