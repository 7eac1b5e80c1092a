"""Columns of a follow-up that are no column of its row: what hangs on it, as far as its reader sees that."""

from django.utils.translation import gettext_lazy as _

from tracker.follow_ups.field_terms import ALONE, ONE_BY_ONE
from tracker.follow_ups.links.blocked import say_blocked
from tracker.follow_ups.list.asked_for import READ, say_requested
from tracker.follow_ups.list.marked_rows import say_carried, say_files
from tracker.lists.field_places import Exported, Filtered, OnAdmin, OnPage, Refused, Shown
from tracker.lists.field_register import Column

MARKED_COLUMNS = (
    Column(
        "blocked", _("Blocked by"), *ALONE, *ONE_BY_ONE, Shown(is_plain=True), Filtered(("blocked",)), OnPage(),
        Exported(("blocked_by",)), Refused(OnAdmin, "Each reader sees other blockers."), tell=say_blocked,
    ),
    Column(
        "carried", _("Carried"), *ALONE, *ONE_BY_ONE, Shown(is_plain=True), Filtered(("carried",)), OnPage(),
        Exported(("carried_times",)), Refused(OnAdmin, "Each reader sees other meetings."), tell=say_carried,
    ),
    Column(
        "requested", _("Asked for"), *ALONE, *ONE_BY_ONE, Shown(is_plain=True), Filtered(("requested",)), OnPage(),
        Exported((*READ,), wide=True), Refused(OnAdmin, "They stand below, with what became of them."),
        tell=say_requested,
    ),
    Column(
        "files", _("Files"), *ALONE, *ONE_BY_ONE, Shown(is_plain=True), Filtered(("with_files",)), OnPage(),
        Exported(("file_names",), wide=True), Refused(OnAdmin, "They stand among the files."), tell=say_files,
    ),
)  # fmt: skip
