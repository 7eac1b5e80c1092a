"""Each column of a follow-up, once: where it stands, and why not where it does not. In the order of the list."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import Classification
from tracker.follow_ups import import_words
from tracker.follow_ups.kinds import FollowUpPriority, Kind, OwedBy, Strength
from tracker.follow_ups.statuses import Status
from tracker.kit import date_formats
from tracker.lists.columns import Column, Register, kept_inside
from tracker.lists.places import (
    NOTHING,
    Edited,
    Exported,
    Filtered,
    Grouped,
    Imported,
    InBulk,
    OnAdmin,
    OnCard,
    OnPage,
    Refused,
    Reported,
    Shown,
)

# Of what sorts alike the soonest comes first.
SOONEST = ("due_order",)
LATER = "Suivi writes it down when it happens."
BY_ITSELF = "It follows from other columns, which are changed instead."
OF_ONE = "Each has its own: many cannot become the same."
ON_ITS_PAGE = "The list does not show it, and the file holds what the list shows. Its page does."
SUIVI_GIVES_IT = Refused(Edited, "Suivi gives it, and nobody changes it.")
NOT_MANY = Refused(InBulk, OF_ONE)
NOT_SHOWN = (Refused(Shown, "It says too much, or too seldom something, for a cell."), Refused(Exported, ON_ITS_PAGE))
ONE_BY_ONE = (SUIVI_GIVES_IT, Refused(InBulk, BY_ITSELF), Refused(Imported, LATER))


def _day(name: str) -> Any:
    """Its words: the day, if there is one."""

    def tell(row: Any) -> str:
        day: date | None = getattr(row, name)
        return date_formats.format_date_as(day, "j M Y") if day else ""

    return tell


def _named(*names: str) -> tuple[str, ...]:
    return tuple(f"{name}__{column}" for name in names for column in ("short_name", "name"))


COLUMNS = Register(
    Column(
        "reference", _("Ref"), Shown("id"), Filtered(("q",)), Exported(), OnPage(), OnAdmin(), SUIVI_GIVES_IT,
        Imported(import_words.REFERENCE, label=_("Reference in Suivi, such as F-2018-014")), NOT_MANY, OnCard(),
    ),
    Column(
        "title", _("Follow-up"), Shown("title"), Filtered(("q",)), Exported(wide=True), Edited(), OnPage(), OnAdmin(),
        OnCard(), Imported(import_words.TITLE, label=_("Title")), NOT_MANY,
    ),
    Column(
        "partner", _("Partner"), Shown("partner__name", SOONEST, "partner"), Filtered(("partner",)), Edited(),
        Exported(_named("partner")), Grouped(("partner", *_named("partner")), _("No partner")), OnPage(), OnAdmin(),
        OnCard(), Imported(import_words.PARTNER), InBulk(empties=True),
    ),
    Column(
        "owner", _("Owner"), Shown("owner__name", SOONEST, "owner"), Filtered(("owner",)), Edited(),
        Exported(("owner__name",)), Grouped(("owner", "owner__name"), _("No owner"), {"unowned": "on"}), OnPage(),
        OnCard(), OnAdmin(), Imported(import_words.OWNER), InBulk(empties=True),
    ),
    Column(
        "due", _("Due"), Shown("due_order"), Filtered(("due_from", "due_until")), Exported(("due_order",)), OnPage(),
        OnCard(), Edited("due_on"), OnAdmin("due_on"), Imported(import_words.DUE, "due_on", _("Due date")),
        InBulk("due_on", empties=True), Refused(Grouped, "Days are too many: the month groups them."),
        fields=("due_on",),
    ),
    Column(
        "status", _("Status"), Shown("status", SOONEST), Filtered(("status",)), Exported(), OnPage(), OnAdmin(),
        OnCard(), Grouped(("status",)), Imported(import_words.STATUS, also=import_words.STATUSES), InBulk(),
        Refused(Edited, "It is moved on by verbs of its own, which ask for what each status needs."), choices=Status,
    ),
    Column(
        "updated", _("Updated"), Shown("updated_at"), Filtered(("quiet",)), Exported(("updated_at",)), *ONE_BY_ONE,
        Refused(OnPage, "The history on the page begins with it."), OnAdmin("updated_at"), fields=("updated_at",),
    ),
    Column(
        "unit", _("Unit"), Shown("unit__name", SOONEST, "unit", ("unit__name", "unit__short_name"), is_plain=True),
        Filtered(("unit",)), Exported(_named("unit")), Grouped(("unit", *_named("unit")), _("No unit")), Edited(),
        OnPage(), OnAdmin(), Imported(import_words.UNIT), InBulk(empties=True),
    ),
    Column(
        "kind", _("Kind"), Shown("kind", SOONEST, is_plain=True), Filtered(("kind",), every=_("Every kind")),
        Exported(), Edited(), OnPage(), OnAdmin(), Imported(import_words.KIND), InBulk(), Reported(), choices=Kind,
    ),
    Column(
        "strength", _("Strength"), Shown("strength", SOONEST, needs=("strength",), is_plain=True),
        Filtered(("strength",), every=_("Every strength")), Exported(), Edited(), OnPage(is_fact=True), OnAdmin(),
        Imported(import_words.STRENGTH), InBulk(), choices=Strength,
    ),
    Column(
        "priority", _("Priority"), Shown("priority", SOONEST, "priority", ("priority",), is_plain=True), Exported(),
        Filtered(("priority",), every=_("Every priority"), nothing=_("Without priority")), Edited(),
        Grouped(("priority",), _("No priority"), {"priority": NOTHING}), OnPage(is_fact=True), OnCard(is_plain=True),
        OnAdmin(), Imported(import_words.PRIORITY, also=import_words.PRIORITIES), InBulk(empties=True),
        Reported(_("Without priority")), choices=FollowUpPriority,
    ),
    Column(
        "owed_by", _("Owed by"), Shown("owed_by", SOONEST, needs=("owed_by",), is_plain=True), Exported(), Edited(),
        Filtered(("owed_by",), every=_("Us and partners")), OnPage(is_fact=True), OnAdmin(),
        Imported(import_words.OWED_BY), Refused(InBulk, "Who owes what is agreed one by one."), choices=OwedBy,
    ),
    Column(
        "meeting", _("Meeting"), Shown("meeting__title", SOONEST, "meeting"), Filtered(("meeting",)), Edited(),
        Exported(("meeting__title",), wide=True), Grouped(("meeting", "meeting__title"), _("No meeting")), OnPage(),
        OnAdmin(), Imported(import_words.MEETING), Refused(InBulk, "Whoever quotes a record stays with its meeting."),
    ),
    Column(
        "waiting_on", _("Waiting on"), Filtered(("waiting_on",)), Exported(_named("waiting_on")), OnPage(), OnAdmin(),
        Shown("waiting_on__name", SOONEST, "waiting_on", ("waiting_on__name", "waiting_on__short_name"), is_plain=True),
        Imported(import_words.WAITING_ON), InBulk(), Refused(Edited, "The move to waiting asks for it."),
    ),
    Column(
        "first_due", _("First due date"), Shown("first_due_on", (), "first_due_on", ("first_due_on",), True, True),
        Filtered(("done",)), Exported(("first_due_on",)), *ONE_BY_ONE, OnPage(), OnAdmin("first_due_on"),
        tell=_day("first_due_on"), fields=("first_due_on",),
    ),
    Column(
        "ended", _("Ended"), Shown("ended_on", SOONEST, "ended_on", ("ended_on",), True, True), Filtered(("ended",)),
        Exported(("ended_on",)), *ONE_BY_ONE, OnPage(), OnAdmin("ended_on"), tell=_day("ended_on"),
        fields=("ended_on",),
    ),
    Column(
        "month", _("Month"), Exported(("due_order",)), Grouped(("due_order",), _("No date")), *ONE_BY_ONE,
        *(Refused(place, "The due date says more.") for place in (Shown, OnPage, OnAdmin)),
        Filtered(("due_from", "due_until")), fields=("due_order",),
    ),
    Column(
        "detail", _("Detail"), *NOT_SHOWN, Filtered(("q",)), Imported(import_words.DETAIL), NOT_MANY, Edited(),
        OnPage(), OnAdmin(),
    ),
    Column(
        "review_on", _("Waiting until"), *NOT_SHOWN, Imported(import_words.REVIEW_ON), InBulk(), OnPage(), OnAdmin(),
        Refused(Edited, "The move to waiting asks for it."),
        Refused(Filtered, "The desk brings it up on its day: nobody looks for it in the list."),
    ),
    Column(
        "conditional", _("Conditional on resources"), *NOT_SHOWN, Filtered(("conditional",)), Edited(), OnPage(),
        OnAdmin(), Refused(Imported, "The status pending resources says it."),
        Refused(InBulk, "It holds up the status of each, so it is judged one by one."),
    ),
    Column(
        "mandates", _("Implements"), *NOT_SHOWN, Filtered(("mandate", "paragraph", "whole")), Edited(), OnPage(),
        Refused(OnAdmin, "Its lines stand below, with their paragraphs."), NOT_MANY,
        Refused(Imported, "A cell cannot tell several mandates and paragraphs apart."),
    ),
    Column(
        "passage", _("Passage"), *NOT_SHOWN, OnPage(), OnAdmin(), SUIVI_GIVES_IT, NOT_MANY,
        Refused(Imported, "Words of a record are selected in the record."),
        Refused(Filtered, "The meeting finds what was agreed in it."),
    ),
    Column(
        "classification", _("Classification"), *NOT_SHOWN, Filtered(("classification",)), Edited(),
        Refused(OnPage, "The lock beside the title says whether it is restricted, be it by its meeting."), OnAdmin(),
        Refused(Imported, "It is said once for all rows of an import."),
        Refused(InBulk, "Who sees a matter is decided for one matter at a time."), choices=Classification,
    ),
    Column(
        "recorder", _("Recorded by"), *NOT_SHOWN, Filtered(("recorder",)), OnPage(), OnAdmin(), SUIVI_GIVES_IT,
        NOT_MANY, Refused(Imported, "Whoever imports it is its recorder."),
    ),
    Column(
        "event", _("Event"), *NOT_SHOWN, Filtered(("event_from", "event_until")), OnPage(), *ONE_BY_ONE,
        Refused(OnAdmin, "Its event stands below, of which this is a copy."), fields=("event_on",),
    ),
    Column(
        "reply_due", _("Reply by"), *NOT_SHOWN, Filtered(("due_from", "due_until")), OnPage(), *ONE_BY_ONE,
        Refused(OnAdmin, "Its event stands below, of which this is a copy."), fields=("reply_due_on",),
    ),
    kept_inside("id", "People say the reference."),
    kept_inside("version", "It counts changes, so that two do not overwrite one another."),
    kept_inside("key", "By it a double submit is known, and a row that was imported before."),
    kept_inside("removed_at", "What is removed stands in no list but that of the removed."),
    refused=[Refused(Grouped, "Its groups would be as many as its rows, or nobody has asked for them yet.")],
)  # fmt: skip
LISTED = COLUMNS.at(Shown)
