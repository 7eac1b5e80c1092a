"""Each column of a series, once: where it stands, and why not where it does not."""

from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import Classification
from tracker.lists.field_places import Edited, Exported, Filtered, OnAdmin, OnPage, Refused, Shown
from tracker.lists.field_register import ONE_BY_ONE, Column, Register, kept_inside
from tracker.meetings.models.kinds import MeetingKind

ON_ITS_PAGE = Refused(Shown, "Its page says it: the list says when and where.")
NOT_ASKED = Refused(Filtered, "Series are few: their words and their kind find them.")

COLUMNS = Register(
    Column("name", _("Series"), Shown(), Filtered(("q",)), Exported(wide=True), Edited(), OnPage(), OnAdmin()),
    Column(
        "rule", _("When"), Shown(), NOT_ASKED, Exported(wide=True, cell=lambda row: row.rule_in_words),
        Edited("repeats"), OnPage(), OnAdmin(), tell=lambda row: row.rule_in_words,
    ),
    Column(
        "next", _("Next meeting"), Shown(), NOT_ASKED, Exported(cell=lambda row: row.next_on),
        *(Refused(place, "The rule gives it.") for place in (Edited, OnAdmin)),
        Refused(OnPage, "It stands first among those to come."), tell=lambda row: row.next_on,
    ),
    Column("place", _("Place"), Shown(), Filtered(("q",)), Exported(), Edited(), OnPage(), OnAdmin()),
    Column(
        "kind", _("Kind"), Shown(), Filtered(("kind",)), Exported(), Edited(), OnPage(), OnAdmin(), choices=MeetingKind,
    ),
    Column(
        "usual", _("Usual participants"), ON_ITS_PAGE, NOT_ASKED, OnPage(), Edited("people"),
        Exported(wide=True, cell=lambda row: "; ".join(each.told for each in row.usual_participants.all())),
        Refused(OnAdmin, "They stand below, line by line."),
    ),
    Column("begins_on", _("First day"), ON_ITS_PAGE, NOT_ASKED, Exported(), Edited(), OnPage(), OnAdmin()),
    Column(
        "ended_on", _("Ended on"), NOT_ASKED, Exported(cell=lambda row: row.ended_on), OnPage(), OnAdmin(), ON_ITS_PAGE,
        Refused(Edited, "To end it is a deed of its own."),
    ),
    Column("starts_at", _("Time"), ON_ITS_PAGE, NOT_ASKED, Exported(), Edited(), OnPage(), OnAdmin()),
    Column("zone", _("Time zone"), ON_ITS_PAGE, NOT_ASKED, Exported(), Edited(), OnPage(), OnAdmin()),
    Column(
        "classification", _("Classification"), ON_ITS_PAGE, NOT_ASKED, Exported(), Edited(), OnAdmin(),
        Refused(OnPage, "The lock beside its name says that it is restricted."), choices=Classification,
    ),
    Column(
        "readers", _("Readers"), ON_ITS_PAGE, NOT_ASKED, Edited("readers"), OnAdmin(),
        Refused(Exported, "Who edits it sees them: others need not know who else may read."),
        Refused(OnPage, "Who edits it sees them: others need not know who else may read."),
    ),
    Column(
        "recorder", _("Recorded by"), ON_ITS_PAGE, NOT_ASKED, OnPage(), OnAdmin(),
        Refused(Exported, "Its page says it."), Refused(Edited, "Whoever made it stays its recorder."),
    ),
    kept_inside("id", "People say its name."),
    kept_inside("version", "It counts changes, so that two do not overwrite one another."),
    kept_inside("key", "By it a double submit is known."),
    kept_inside("removed_at", "What is removed stands in the list of the removed."),
    refused=ONE_BY_ONE,
)  # fmt: skip
