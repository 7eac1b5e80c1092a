"""Each column of a pledge, once: where it stands, and why not where it does not."""

from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import Classification
from tracker.lists.field_places import Edited, Exported, Filtered, OnAdmin, OnPage, Refused, Shown
from tracker.lists.field_register import ONE_BY_ONE, Column, Register, kept_inside
from tracker.pledges.resource_measure import Kind
from tracker.pledges.stages import Stage

IN_MEASURE = "The measure says it: the quantity in its unit, in one cell."
OF_MEASURE = tuple(Refused(place, IN_MEASURE) for place in (Shown, Exported, OnPage))
ON_ITS_PAGE = "Its page says it: the list is for what was offered, by whom, and how firm it is."
OF_ITS_PAGE = (Refused(Shown, ON_ITS_PAGE), Refused(Exported, ON_ITS_PAGE))
NOT_ASKED = Refused(Filtered, "A pledge is found by its donor, kind, stage and meeting.")

COLUMNS = Register(
    Column(
        "quantity", _("Pledge"), Shown(), Exported(wide=True), Edited("amount"), OnPage(), OnAdmin(), NOT_ASKED,
        tell=lambda row: row.measure,
    ),
    Column(
        "what", _("What for"), Shown(), Edited(), OnPage(), OnAdmin(), NOT_ASKED,
        # Staff and things say what they are in their measure.
        Exported(cell=lambda row: row.what if row.kind == Kind.MONEY else None),
    ),
    Column(
        "meeting", _("Meeting"), Shown(), Filtered(("meeting",)), Edited(), OnPage(), OnAdmin(),
        Exported(wide=True, cell=lambda row: str(row.meeting or "")),
    ),
    Column(
        "donor", _("Donor"), Shown(), Filtered(("donor",)), Exported(cell=lambda row: str(row.donor)), Edited(),
        OnPage(), OnAdmin(),
    ),
    Column(
        "made_on", _("Made on"), Shown(), Filtered(("ageing",)), Exported(cell=lambda row: row.made_on), Edited(),
        OnPage(), OnAdmin(),
    ),
    Column(
        "stage_since", _("Since"), Shown(), NOT_ASKED, Exported(cell=lambda row: row.stage_since), Edited(), OnPage(),
        OnAdmin(),
    ),
    Column(
        "stage", _("Stage"), Shown(), Filtered(("stage",)), Exported(), OnPage(), OnAdmin(),
        Refused(Edited, "It is moved on by verbs of its own, which ask for what each stage needs."), choices=Stage,
    ),
    Column(
        "kind", _("Kind"), Refused(Shown, IN_MEASURE), Refused(Exported, IN_MEASURE), Filtered(("kind",)), OnPage(),
        Refused(Edited, "It is chosen when a pledge is made, and stays."), OnAdmin(), choices=Kind,
    ),
    Column("currency", _("Currency"), *OF_MEASURE, NOT_ASKED, Edited(), OnAdmin()),
    Column("people", _("People"), *OF_MEASURE, NOT_ASKED, Edited(), OnAdmin()),
    Column("detail", _("Detail"), *OF_ITS_PAGE, NOT_ASKED, Edited(), OnPage(), OnAdmin()),
    Column(
        "allocated", _("Allocated"), *OF_ITS_PAGE, NOT_ASKED, OnPage(),
        *(Refused(place, "It is the total of its allocations: those are changed.") for place in (Edited, OnAdmin)),
    ),
    Column(
        "classification", _("Classification"), *OF_ITS_PAGE, NOT_ASKED, Edited(), OnAdmin(),
        Refused(OnPage, "The lock beside its title says that it is restricted."), choices=Classification,
    ),
    Column(
        "recorder", _("Recorded by"), *OF_ITS_PAGE, NOT_ASKED, OnPage(), OnAdmin(),
        Refused(Edited, "Whoever made it stays its recorder."),
    ),
    kept_inside("id", "People say its measure and its donor."),
    kept_inside("version", "It counts changes, so that two do not overwrite one another."),
    kept_inside("key", "By it a double submit is known."),
    kept_inside("removed_at", "What is removed stands in no list."),
    refused=ONE_BY_ONE,
)  # fmt: skip
