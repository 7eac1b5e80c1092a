"""A row of the list, drawn by its template once for all rows that look alike."""

from datetime import date
from typing import Any

from django.utils import timezone

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.directory.left import say_person
from tracker.follow_ups import conditions, due_in_words, statuses
from tracker.follow_ups.field_register import COLUMNS
from tracker.follow_ups.list.cells import open_cells
from tracker.follow_ups.marks import marks_of
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.next_statuses import next_of
from tracker.kit import date_formats
from tracker.lists.field_places import Shown
from tracker.lists.speed_tricks import cached_fragment
from tracker.tags.tags_of_a_row import label_words

PLAIN = {name for name, shown in COLUMNS.at(Shown).items() if shown.is_plain}
# What a row says only where there is something to say.
NAMES_SOMETHING = {"in_meeting": "meeting", "with_partner": "partner", "dated": "due_on"}


def draw_row(follow_up: FollowUp, user: User, today: date, nobody: str, page: dict[str, Any]) -> str:
    """A row: everything in it that changes from one to the next is a hole."""
    status = statuses.Status(follow_up.status)
    updated, look = timezone.localtime(follow_up.updated_at), conditions.lateness(follow_up, today)
    due = due_in_words.say_due(follow_up, today)
    words = {
        "title": follow_up.title,
        "version": follow_up.version,
        "reference": follow_up.reference,
        "kind": COLUMNS["kind"].tell(follow_up),
        "meeting": follow_up.meeting or "",
        "partner": follow_up.partner or "",
        "owner": say_person(follow_up, "owner") or nobody,
        "due": due,
        "full": due_in_words.in_full(follow_up, due, look),
        "copied": due_in_words.to_copy(follow_up, due),
        "updated": date_formats.format_date_as(updated.date(), "j M Y"),
        "updated_iso": updated.isoformat(),
        "may": " ".join(permissions.open_deeds(user, follow_up)),
    }
    words |= {column.name: column.tell(follow_up) for column in page["shown"] if column.name in PLAIN}
    words |= (tags := label_words(follow_up) if COLUMNS["tags"] in page["shown"] else {})
    return cached_fragment(
        "follow_ups/row.html",
        follow_up.pk,
        words,
        **page,
        status=status,
        next=next_of(status, follow_up.kind),
        look=look,
        marks=marks_of(follow_up),
        may_update=permissions.may_update(user, follow_up),
        cells=open_cells(user, follow_up),
        is_active=follow_up.is_active,
        restricted=follow_up.is_restricted,
        **{name: getattr(follow_up, column) is not None for name, column in NAMES_SOMETHING.items()},
        is_again=getattr(follow_up, "is_again", False),
        tagged=len(tags),
    )
