"""Each column of a mandate, once: where it stands, and why not where it does not."""

from django.utils.translation import gettext_lazy as _

from tracker.kit.dates.as_said import say_as_said
from tracker.lists.field_places import Edited, Exported, Filtered, OnAdmin, OnPage, Refused, Shown
from tracker.lists.field_register import ONE_BY_ONE, Column, Register, kept_inside
from tracker.mandates.models import Mandate

ON_ITS_PAGE = "It is read on the page: a list is no place for it."
OF_ITS_PAGE = (Refused(Shown, ON_ITS_PAGE), Refused(Exported, ON_ITS_PAGE))

COLUMNS = Register(
    Column("title", _("Mandate"), Shown(), Filtered(("q",)), Exported(wide=True), Edited(), OnPage(), OnAdmin()),
    Column("symbol", _("Symbol"), Shown(), Filtered(("q",)), Exported(), Edited(), OnPage(), OnAdmin()),
    Column(
        "kind", _("Kind"), Shown(), Filtered(("kind",)), Exported(), Edited(), OnPage(), OnAdmin(),
        choices=Mandate.Kind,
    ),
    Column(
        "body", _("Adopted by, or between"), Shown(), Filtered(("party",)), Edited(), OnPage(), OnAdmin(),
        Exported(
            wide=True, cell=lambda row: str(row.body) if row.body else " · ".join(map(str, row.parties.all()))
        ),
    ),
    Column(
        "adopted_on", _("Adopted on"), Shown(), Edited(), OnPage(), OnAdmin(),
        Exported(cell=lambda row: say_as_said(row.adopted) or row.adopted_on),
        Refused(Filtered, "The list stands in its order, the newest first."),
        fields=("adopted_on", "adopted_begins", "adopted_words"),
    ),
    Column(
        "valid_until", _("In force until"), Shown(), Filtered(("in_force",)), Edited(), OnPage(), OnAdmin(),
        Exported(cell=lambda row: row.valid_until),
    ),
    Column(
        "parties", _("Parties"), Shown(), Filtered(("party",)), Edited("party_1"), OnPage(), OnAdmin(),
        Refused(Exported, "They stand with the body, where no body adopted it."),
    ),
    Column(
        "link", _("Link"), *OF_ITS_PAGE, Edited(), OnPage(), OnAdmin(), Refused(Filtered, "Nobody knows it by heart."),
    ),
    Column("text", _("Text"), *OF_ITS_PAGE, Filtered(("q",)), Edited(), OnPage(), OnAdmin()),
    kept_inside("id", "People say its symbol or title."),
    kept_inside("version", "It counts changes, so that two do not overwrite one another."),
    kept_inside("folded", "It is a copy of symbol and title, for finding them."),
    refused=ONE_BY_ONE,
)  # fmt: skip
