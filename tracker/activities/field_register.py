"""Each column of an activity, once: where it stands, and why not where it does not."""

from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import Classification
from tracker.directory.left import say_person
from tracker.lists.field_places import Edited, Exported, Filtered, OnAdmin, OnPage, Refused, Shown
from tracker.lists.field_register import ONE_BY_ONE, Column, Register, kept_inside

ON_ITS_PAGE = "It is read on the page: the list is for what was done, when and for which mandate."
OF_ITS_PAGE = (Refused(Shown, ON_ITS_PAGE), Refused(Exported, ON_ITS_PAGE))
NOT_ASKED = Refused(Filtered, "An activity is found by its words, mandate, unit, partner, day and who did it.")

COLUMNS = Register(
    Column(
        "starts_on", _("First day"), Shown(), Filtered(("period",)), Exported(cell=lambda row: row.starts_on), OnPage(),
        Edited("when"), OnAdmin(),
    ),
    Column(
        "ends_on", _("Last day"), Shown(), Filtered(("period",)), Exported(cell=lambda row: row.ends_on), OnPage(),
        Edited("when"), OnAdmin(),
    ),
    Column("title", _("What was done"), Shown(), Filtered(("q",)), Exported(wide=True), Edited(), OnPage(), OnAdmin()),
    Column("place", _("Place"), Shown(), Filtered(("q",)), Exported(), Edited(), OnPage(), OnAdmin()),
    Column(
        "mandates", _("Implements"), Shown(), Filtered(("mandate", "paragraph", "whole")), Edited("mandates"), OnPage(),
        Exported(wide=True, cell=lambda row: "; ".join(map(str, row.targets))),
        Refused(OnAdmin, "Its lines stand below, with their paragraphs."),
    ),
    Column(
        "done_by", _("Done by"), Shown(), Filtered(("done_by",)), Edited(), OnPage(), OnAdmin(),
        Exported(cell=lambda row: say_person(row, "done_by")),
    ),
    Column(
        "unit", _("Unit"), Shown(), Filtered(("unit",)), Exported(cell=lambda row: str(row.unit or "")), Edited(),
        OnPage(), OnAdmin(),
    ),
    Column(
        "partner", _("Partner"), Shown(), Filtered(("partner",)), Edited(), OnPage(), OnAdmin(),
        Exported(cell=lambda row: str(row.partner or "")),
    ),
    Column(
        "meeting", _("Meeting"), *OF_ITS_PAGE, Refused(Filtered, "The meeting's page shows its activities."), Edited(),
        OnPage(), OnAdmin(),
    ),
    Column(
        "passage", _("Passage"), *OF_ITS_PAGE, OnPage(), OnAdmin(),
        Refused(Filtered, "The meeting's page shows the activities that its records tell of."),
        Refused(Edited, "The words are selected in the record."),
    ),
    Column(
        "reached", _("People reached"), Shown(), NOT_ASKED, Edited(), OnPage(), OnAdmin(),
        Exported(is_number=True, cell=lambda row: row.reached),
    ),
    Column("detail", _("Detail"), *OF_ITS_PAGE, Filtered(("q",)), Edited(), OnPage(), OnAdmin()),
    Column(
        "classification", _("Classification"), *OF_ITS_PAGE, NOT_ASKED, Edited(), OnAdmin(),
        Refused(OnPage, "The lock beside its title says that it is restricted."), choices=Classification,
    ),
    Column(
        "recorder", _("Recorded by"), *OF_ITS_PAGE, NOT_ASKED, OnPage(), OnAdmin(),
        Refused(Edited, "Whoever logged it stays its recorder."),
    ),
    kept_inside("id", "People say what was done and when."),
    kept_inside("version", "It counts changes, so that two do not overwrite one another."),
    kept_inside("key", "By it a double submit is known."),
    kept_inside("removed_at", "What is removed stands in no list."),
    refused=ONE_BY_ONE,
)  # fmt: skip
