"""Each column of a mailed report, once: where it stands, and why not where it does not."""

from django.utils.translation import gettext_lazy as _

from tracker.lists.field_places import Edited, Exported, Filtered, OnAdmin, OnPage, Refused, Shown
from tracker.lists.field_register import ONE_BY_ONE, Column, Register, kept_inside

NOT_SHOWN = Refused(Shown, "Its page says it.")

COLUMNS = Register(
    Column("name", _("Name"), Shown(), Edited(), OnPage(), OnAdmin()),
    Column(
        "made_by", _("set up by"), Shown(), Refused(Edited, "Whoever set it up answers for it."), OnPage(), OnAdmin()
    ),
    Column(
        "view", _("view"), Shown(), Edited("what"), OnPage(),
        Refused(OnAdmin, "Its name is for those with whom it is shared."),
    ),
    Column("cut", _("report by"), Shown(), Edited("what"), OnPage(), OnAdmin()),
    Column("over", _("Period"), Shown(), Edited(), OnPage(), OnAdmin()),
    Column("form", _("File"), NOT_SHOWN, Edited(), OnPage(), OnAdmin()),
    Column("rhythm", _("how often"), Shown(), Edited("when"), OnPage(), OnAdmin()),
    Column("day", _("day"), Shown(), Edited("when"), OnPage(), OnAdmin()),
    Column("hour", _("At"), Shown(), Edited(), OnPage(), OnAdmin()),
    Column(
        "people", _("To people in the directory"), Shown(), Edited("people"), OnPage(),
        Refused(OnAdmin, "Each mail stands below with whom it went to."),
    ),
    Column("addresses", _("To further e-mails"), Shown(), Edited(), OnPage(), OnAdmin()),
    Column(
        "paused_at", _("paused"), Shown(), OnPage(), OnAdmin(), Refused(Edited, "It is paused by a verb of its own."),
    ),
    kept_inside("id", "People say the name."),
    kept_inside("version", "It counts changes, so that two do not overwrite one another."),
    kept_inside("key", "By it a double submit is known."),
    kept_inside("since", "By it a mailing that slept does not send what was due meanwhile."),
    kept_inside("removed_at", "What is removed stands in no list."),
    refused=[
        *ONE_BY_ONE,
        Refused(Filtered, "There are few: all of them stand on one page."),
        Refused(Exported, "It sends files, and is none itself."),
    ],
)  # fmt: skip
