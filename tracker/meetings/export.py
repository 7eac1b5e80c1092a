"""The list of meetings as a sheet."""

from django.utils.translation import gettext as _

from tracker.accounts.request import Request
from tracker.kit.sheets.listing import rows_of, sheet_of_list
from tracker.kit.sheets.sheet import Column, Row, Sheet
from tracker.meetings.filters import NEWEST_FIRST, filter_of
from tracker.meetings.models import Meeting


def sheet_asked(request: Request) -> Sheet | None:
    filtered = filter_of(request)
    date = Column(_("Date"))
    return sheet_of_list(
        request,
        filtered,
        name="meetings",
        title=_("Removed meetings") if filtered.shows_removed else _("Meetings"),
        sorted_by=(date.label, NEWEST_FIRST),
        columns=[
            date,
            Column(_("Meeting"), wide=True),
            Column(_("Place")),
            Column(_("With"), wide=True),
            Column(_("Kind")),
            Column(_("Participants"), is_number=True),
        ],
        rows=rows_of(filtered.qs.with_people(), NEWEST_FIRST, _cells),
    )


def _cells(meeting: Meeting) -> Row:
    return [
        meeting.held_on,
        meeting.title,
        meeting.place,
        ", ".join(map(str, meeting.partners)),
        meeting.get_kind_display(),
        len(meeting.participations.all()) or None,
    ]
