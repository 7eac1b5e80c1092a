"""Columns of a follow-up for days of the past: when it was agreed, was due first, ended, and that was confirmed."""

from django.utils.translation import gettext_lazy as _

from tracker.follow_ups import import_synonyms
from tracker.follow_ups.field_terms import ALONE, LATER, NOT_MANY, NOT_SHOWN, SOONEST
from tracker.lists.date_cells import tell_day
from tracker.lists.field_places import Edited, Exported, Filtered, Imported, InBulk, OnAdmin, OnPage, Refused, Shown
from tracker.lists.field_register import Column

BROUGHT = (Refused(Edited, "It is written down when it happens, or comes in with an old list."), NOT_MANY)
BY_VERB = (
    Refused(Edited, "A verb of its own says so."), Refused(Imported, LATER),
    Refused(InBulk, "Whether one was really done is looked at one by one."),
)  # fmt: skip
PAST_DAYS = (
    Column(
        "agreed", _("Agreed on"), *ALONE, Shown("agreed_on", (), "agreed_on", ("agreed_on",), True, True), *BROUGHT,
        Filtered(("logged",)), Exported(("agreed_on",)), OnPage(is_fact=True), OnAdmin("agreed_on"),
        Imported(import_synonyms.AGREED, "agreed_on"), tell=tell_day("agreed_on"), fields=("agreed_on",),
    ),
    Column(
        "first_due", _("First due date"), *ALONE, *BROUGHT,
        Shown("first_due_on", (), "first_due_on", ("first_due_on",), True, True), Filtered(("done",)),
        Exported(("first_due_on",)), Imported(import_synonyms.FIRST_DUE, "first_due_on"), OnPage(),
        OnAdmin("first_due_on"), tell=tell_day("first_due_on"), fields=("first_due_on",),
    ),
    Column(
        "ended", _("Ended"), *ALONE, *BROUGHT,
        Shown("ended_on", SOONEST, "ended_on", ("ended_on", "ended_before"), True, True), Filtered(("ended",)),
        Exported(("ended_on", "ended_before")), Imported(import_synonyms.ENDED, "ended_on", _("Ended on")), OnPage(),
        OnAdmin("ended_on"), tell=tell_day("ended_on", before="ended_before"), fields=("ended_on", "ended_before"),
    ),
    Column(
        "reported", _("Reported done"), *ALONE, *BY_VERB,
        Shown("reported_on", (), "reported_on", ("reported_on",), True, True), Filtered(("confirmation",)),
        Exported(("reported_on",)), OnPage(is_fact=True), OnAdmin("reported_on"), tell=tell_day("reported_on"),
        fields=("reported_on",),
    ),
    Column(
        "confirmed", _("Confirmed"), *ALONE, *BY_VERB,
        Shown("confirmed_on", (), "confirmed_on", ("confirmed_on",), True, True), Filtered(("confirmation",)),
        Exported(("confirmed_on",)), OnPage(is_fact=True), OnAdmin("confirmed_on"), tell=tell_day("confirmed_on"),
        fields=("confirmed_on",),
    ),
    Column(
        "confirmed_by", _("Confirmed by"), *ALONE, *BY_VERB, *NOT_SHOWN, OnPage(), OnAdmin(),
        Refused(Filtered, "Whose confirmation is missing is asked, and that is nobody’s yet."),
    ),
)  # fmt: skip
