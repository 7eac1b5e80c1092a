"""Each column of a follow-up, once: where it stands, and why not where it does not. In the order of the list."""

from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import Classification
from tracker.follow_ups import import_synonyms
from tracker.follow_ups.choices import FollowUpPriority, Kind, OwedBy, Strength
from tracker.follow_ups.field_terms import (
    ALONE,
    MARK,
    NO_CUT,
    NO_GROUPS,
    NOT_MANY,
    NOT_ON_CARD,
    NOT_SHOWN,
    ONE_BY_ONE,
    SOONEST,
    SUIVI_GIVES_IT,
    named,
)
from tracker.follow_ups.list.how_it_goes import HOW_IT_GOES
from tracker.follow_ups.list.long_words import QUOTED, say_detail, say_quote
from tracker.follow_ups.list.marked_columns import MARKED_COLUMNS
from tracker.follow_ups.list.past_days import PAST_DAYS
from tracker.follow_ups.statuses import Status
from tracker.lists.date_cells import tell_as_said
from tracker.lists.field_places import (
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
from tracker.lists.field_register import Column, Register, kept_inside
from tracker.mandates.implementing import say_targets
from tracker.tags.tags_of_a_row import say_tags

COLUMNS = Register(
    Column(
        "reference", _("Ref"), NO_GROUPS, NO_CUT, Shown("id"), Filtered(("q",)), Exported(), OnPage(), OnAdmin(),
        SUIVI_GIVES_IT, Imported(import_synonyms.REFERENCE, label=_("Reference in Suivi, such as F-2018-014")),
        NOT_MANY, OnCard(),
    ),
    Column(
        "title", _("Follow-up"), NO_GROUPS, NO_CUT, Shown("title"), Filtered(("q",)), Exported(wide=True), Edited(),
        OnPage(), OnAdmin(), OnCard(), Imported(import_synonyms.TITLE, label=_("Title")), NOT_MANY,
    ),
    Column(
        "partner", _("Partner"), Shown("partner__name", SOONEST, "partner"), Filtered(("partner",)), Edited(),
        Exported(named("partner")), Grouped(("partner", *named("partner")), _("No partner")), OnPage(), Reported(),
        OnAdmin(), OnCard(is_plain=True), Imported(import_synonyms.PARTNER), InBulk(empties=True),
    ),
    Column(
        "owner", _("Owner"), Shown("owner__name", SOONEST, "owner"), Filtered(("owner",)), Edited(),
        Exported(("owner__name", "owner_left")), Grouped(("owner", "owner__name"), _("No owner"), {"unowned": "on"}),
        OnPage(), Reported(), OnCard(), OnAdmin(), Imported(import_synonyms.OWNER),
        InBulk(empties=True, is_direct=True),
    ),
    Column(
        "due", _("Due"), NO_CUT, Shown("due_order"), Filtered(("due_from", "due_until")), Exported(("due_order",)),
        OnPage(), OnCard(), Edited("due_on"), OnAdmin("due_on"), Imported(import_synonyms.DUE, "due_on", _("Due date")),
        InBulk("due_on", empties=True, is_direct=True), Refused(Grouped, "Days are too many: the month groups them."),
        fields=("due_on",),
    ),
    Column(
        "due_said", _("Due, as said"), *ALONE,
        Shown("due_order", needs=("due_on", "due_begins", "due_words"), is_plain=True),
        Refused(Filtered, "Its days are found, however they were said."), NOT_MANY,
        Exported(("due_on", "due_begins", "due_words")), OnPage(is_fact=True), OnAdmin("due_words"),
        Refused(Edited, "It is typed as the due date."), Refused(Imported, "A due date is read with its words."),
        fields=("due_begins", "due_words"), tell=tell_as_said("due"),
    ),
    Column(
        "status", _("Status"), NO_CUT, Shown("status", SOONEST), Filtered(("status",)), Exported(), OnPage(), OnAdmin(),
        OnCard(), Grouped(("status",)), Imported(import_synonyms.STATUS, also=import_synonyms.STATUSES),
        InBulk(is_direct=True),
        Refused(Edited, "It is moved on by verbs of its own, which ask for what each status needs."), choices=Status,
    ),
    Column(
        "updated", _("Updated"), *ALONE, Shown("updated_at"), Filtered(("quiet",)), Exported(("updated_at",)),
        *ONE_BY_ONE, Refused(OnPage, "The history on the page begins with it."), OnAdmin("updated_at"),
        fields=("updated_at",),
    ),
    Column(
        "unit", _("Unit"), NOT_ON_CARD,
        Shown("unit__name", SOONEST, "unit", ("unit__name", "unit__short_name"), is_plain=True), Filtered(("unit",)),
        Exported(named("unit")), Grouped(("unit", *named("unit")), _("No unit")), Edited(), OnPage(), Reported(),
        OnAdmin(), Imported(import_synonyms.UNIT), InBulk(empties=True),
    ),
    Column(
        "kind", _("Kind"), NO_GROUPS, NOT_ON_CARD, Shown("kind", SOONEST, is_plain=True),
        Filtered(("kind",), every=_("Every kind")), Exported(), Edited(), OnPage(), OnAdmin(),
        Imported(import_synonyms.KIND), InBulk(), Reported(), choices=Kind,
    ),
    Column(
        "strength", _("Strength"), *MARK, Shown("strength", SOONEST, needs=("strength",), is_plain=True),
        Filtered(("strength",), every=_("Every strength")), Exported(), Edited(), OnPage(is_fact=True), OnAdmin(),
        Imported(import_synonyms.STRENGTH), InBulk(), choices=Strength,
    ),
    Column(
        "priority", _("Priority"), Shown("priority", SOONEST, "priority", ("priority",), is_plain=True), Exported(),
        Filtered(("priority",), every=_("Every priority"), nothing=_("Without priority")), Edited(),
        Grouped(("priority",), _("No priority"), {"priority": NOTHING}), OnPage(is_fact=True), OnCard(is_plain=True),
        OnAdmin(), Imported(import_synonyms.PRIORITY, also=import_synonyms.PRIORITIES), InBulk(empties=True),
        Reported(_("Without priority")), choices=FollowUpPriority,
    ),
    *HOW_IT_GOES,
    Column(
        "owed_by", _("Owed by"), *MARK, Shown("owed_by", SOONEST, needs=("owed_by",), is_plain=True), Exported(),
        Edited(), Filtered(("owed_by",), every=_("Us and partners")), OnPage(is_fact=True), OnAdmin(),
        Imported(import_synonyms.OWED_BY), Refused(InBulk, "Who owes what is agreed one by one."), choices=OwedBy,
    ),
    Column(
        "meeting", _("Meeting"), NOT_ON_CARD, NO_CUT, Shown("meeting__title", SOONEST, "meeting"),
        Filtered(("meeting", "series")), Edited(), Exported(("meeting__title",), wide=True),
        Grouped(("meeting", "meeting__title"), _("No meeting")), OnPage(), OnAdmin(), Imported(import_synonyms.MEETING),
        Refused(InBulk, "Whoever quotes a record stays with its meeting."),
    ),
    Column(
        "waiting_on", _("Waiting on"), *ALONE, Filtered(("waiting_on",)), Exported(named("waiting_on")), OnPage(),
        OnAdmin(),
        Shown("waiting_on__name", SOONEST, "waiting_on", ("waiting_on__name", "waiting_on__short_name"), is_plain=True),
        Imported(import_synonyms.WAITING_ON), InBulk(), Refused(Edited, "The move to waiting asks for it."),
    ),
    *PAST_DAYS,
    Column(
        "month", _("Month"), NOT_ON_CARD, NO_CUT, Exported(("due_order",)), Grouped(("due_order",), _("No date")),
        *ONE_BY_ONE, *(Refused(place, "The due date says more.") for place in (Shown, OnPage, OnAdmin)),
        Filtered(("due_from", "due_until")), fields=("due_order",),
    ),
    Column(
        "detail", _("Detail"), *ALONE, Shown(needs=("detail",), is_plain=True), Exported(wide=True), Filtered(("q",)),
        Imported(import_synonyms.DETAIL), NOT_MANY, Edited(), OnPage(), OnAdmin(), tell=say_detail,
    ),
    Column(
        "review_on", _("Waiting until"), *ALONE, *NOT_SHOWN, Imported(import_synonyms.REVIEW_ON), InBulk(), OnPage(),
        OnAdmin(), Refused(Edited, "The move to waiting asks for it."),
        Refused(Filtered, "The desk brings it up on its day: nobody looks for it in the list."),
    ),
    Column(
        "conditional", _("Conditional on resources"), *ALONE, *NOT_SHOWN, Filtered(("conditional",)), Edited(),
        OnPage(), OnAdmin(), Refused(Imported, "The status pending resources says it."),
        Refused(InBulk, "It holds up the status of each, so it is judged one by one."),
    ),
    Column(
        "mandates", _("Implements"), NO_GROUPS, NOT_ON_CARD, Shown(needs=("implementations",), is_plain=True),
        Exported(("target_names",), wide=True), Filtered(("mandate", "paragraph", "whole")), Edited(), OnPage(),
        Reported(name="mandate"), Refused(OnAdmin, "Its lines stand below, with their paragraphs."), NOT_MANY,
        Refused(Imported, "A cell cannot tell several mandates and paragraphs apart."), tell=say_targets,
    ),
    Column(
        "tags", _("Tags"), Shown(needs=("tags",)), Filtered(("tags",)), Exported(("tag_names",)), Edited(), OnPage(),
        Grouped(("tags", "tags__name"), _("No tag"), {"without": "tags"}), OnCard(), OnAdmin(), InBulk("tag"),
        Reported(), Imported(import_synonyms.TAGS), tell=say_tags,
    ),
    *MARKED_COLUMNS,
    Column(
        "passage", _("Quoted words"), *ALONE, Shown(needs=QUOTED, is_plain=True), Exported(QUOTED, wide=True),
        OnPage(), OnAdmin(), SUIVI_GIVES_IT, NOT_MANY, Refused(Imported, "Words of a record are selected in it."),
        Refused(Filtered, "The meeting finds what was agreed in it."), tell=say_quote,
    ),
    Column(
        "classification", _("Classification"), *ALONE, *NOT_SHOWN, Filtered(("classification",)), Edited(),
        Refused(OnPage, "The lock beside the title says whether it is restricted, be it by its meeting."), OnAdmin(),
        Refused(Imported, "It is said once for all rows of an import."),
        Refused(InBulk, "Who sees a matter is decided for one matter at a time."), choices=Classification,
    ),
    Column(
        "recorder", _("Recorded by"), *ALONE, *NOT_SHOWN, Filtered(("recorder",)), OnPage(), OnAdmin(), SUIVI_GIVES_IT,
        NOT_MANY, Refused(Imported, "Whoever imports it is its recorder."),
    ),
    Column(
        "event", _("Event"), *ALONE, *NOT_SHOWN, Filtered(("event_from", "event_until")), OnPage(), *ONE_BY_ONE,
        Refused(OnAdmin, "Its event stands below, of which this is a copy."), fields=("event_on",),
    ),
    Column(
        "reply_due", _("Reply by"), *ALONE, *NOT_SHOWN, Filtered(("due_from", "due_until")), OnPage(), *ONE_BY_ONE,
        Refused(OnAdmin, "Its event stands below, of which this is a copy."), fields=("reply_due_on",),
    ),
    kept_inside("id", "People say the reference."),
    kept_inside("version", "It counts changes, so that two do not overwrite one another."),
    kept_inside("key", "By it a double submit is known, and a row that was imported before."),
    kept_inside("entered_on", "The history on the page ends with that day; lists are asked for it by “Logged during”."),
    kept_inside("imported_on", "It says that Suivi did not know of it before; the history says so, too."),
    kept_inside("removed_at", "What is removed stands in no list but that of the removed."),
)  # fmt: skip
LISTED = COLUMNS.at(Shown)
