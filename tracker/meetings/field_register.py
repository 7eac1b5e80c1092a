"""Each column of a meeting, once: where it stands, and why not where it does not."""

from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import Classification
from tracker.lists.field_places import Edited, Exported, Filtered, OnAdmin, OnPage, Refused, Shown
from tracker.lists.field_register import ONE_BY_ONE, Column, Register, kept_inside
from tracker.meetings.models import Meeting

ON_ITS_PAGE = "Its page says it: few meetings have one."
OF_ITS_PAGE = (Refused(Shown, ON_ITS_PAGE), Refused(Exported, ON_ITS_PAGE))
NOT_ASKED = Refused(Filtered, "Nobody looks for a meeting by it: its year, kind, partner and words find it.")

COLUMNS = Register(
    Column(
        "held_on", _("Date"), Shown(), Filtered(("year",)), Exported(cell=lambda row: row.held_on), Edited(), OnPage(),
        OnAdmin(),
    ),
    Column("title", _("Meeting"), Shown(), Filtered(("q",)), Exported(wide=True), Edited(), OnPage(), OnAdmin()),
    Column("place", _("Place"), Shown(), Filtered(("q",)), Exported(), Edited(), OnPage(), OnAdmin()),
    Column(
        "partners", _("With"), Shown(), Filtered(("partner",)), OnPage(),
        Exported(wide=True, cell=lambda row: ", ".join(map(str, row.partners))),
        *(Refused(place, "Its participants say for whom they spoke.") for place in (Edited, OnAdmin)),
    ),
    Column(
        "kind", _("Kind"), Shown(), Filtered(("kind",)), Exported(), Edited(), OnPage(), OnAdmin(),
        choices=Meeting.Kind,
    ),
    Column(
        "participants", _("Participants"), Shown(), Edited("participants-0-person"), OnPage(),
        Exported(is_number=True, cell=lambda row: len(row.attended) or None), NOT_ASKED,
        Refused(OnAdmin, "They stand below, line by line."),
    ),
    Column(
        "who", _("Who took part"), Refused(Shown, "The list says how many."), NOT_ASKED,
        Exported(wide=True, cell=lambda row: "; ".join(each.said for each in row.participations.all())),
        *(Refused(place, "The participants say it.") for place in (Edited, OnPage, OnAdmin)),
    ),
    Column("ends_on", _("Last day"), *OF_ITS_PAGE, NOT_ASKED, Edited(), OnPage(), OnAdmin()),
    Column("starts_at", _("Time"), *OF_ITS_PAGE, NOT_ASKED, Edited(), OnPage(), OnAdmin()),
    Column("zone", _("Time zone"), *OF_ITS_PAGE, NOT_ASKED, Edited(), OnPage(), OnAdmin()),
    Column(
        "classification", _("Classification"), *OF_ITS_PAGE, NOT_ASKED, Edited(), OnAdmin(),
        Refused(OnPage, "The lock beside its title says that it is restricted."), choices=Classification,
    ),
    Column(
        "readers", _("Readers"), *OF_ITS_PAGE, NOT_ASKED, Edited("readers"), OnAdmin(),
        Refused(OnPage, "Who edits it sees them: others need not know who else may read."),
    ),
    Column(
        "recorder", _("Recorded by"), *OF_ITS_PAGE, NOT_ASKED, OnPage(), OnAdmin(),
        Refused(Edited, "Whoever logged it stays its recorder."),
    ),
    Column(
        "series", _("Series"), Refused(Shown, "A meeting's page leads to it."), NOT_ASKED,
        Refused(Exported, "The list of series says which are of it."), OnPage(),
        Refused(OnAdmin, "It may be closed to whom the meeting is open."),
        Refused(Edited, "A meeting is made one of a series on its page."),
    ),
    kept_inside("slot_on", "Its page says from which day it was moved."),
    kept_inside("called_off_at", "A meeting that is called off is struck, with the reason."),
    kept_inside("called_off_because", "It stands wherever the meeting is struck."),
    kept_inside("uid", "By it calendars know the meeting."),
    kept_inside("id", "People say its title and its day."),
    kept_inside("version", "It counts changes, so that two do not overwrite one another."),
    kept_inside("key", "By it a double submit is known."),
    kept_inside("removed_at", "What is removed stands in the list of the removed."),
    refused=ONE_BY_ONE,
)  # fmt: skip
