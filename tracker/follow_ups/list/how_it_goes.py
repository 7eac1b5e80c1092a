"""Columns of a follow-up for how it goes: what was said and answered of it, and when it is to be looked at again."""

from django.utils.translation import gettext_lazy as _

from tracker.follow_ups import import_synonyms
from tracker.follow_ups.choices import Acceptance, Progress
from tracker.follow_ups.field_terms import ALONE, NOT_MANY, NOT_ON_CARD, ONE_BY_ONE, SOONEST
from tracker.follow_ups.progress.rhythm import say_review
from tracker.lists.field_places import (
    NOTHING,
    Edited,
    Exported,
    Filtered,
    Grouped,
    Imported,
    InBulk,
    OnAdmin,
    OnPage,
    Refused,
    Reported,
    Shown,
)
from tracker.lists.field_register import Column

HOW_IT_GOES = (
    Column(
        "progress", _("State of progress"), NOT_ON_CARD, NOT_MANY, Exported(), OnPage(is_fact=True), OnAdmin(),
        Shown("progress", SOONEST, "progress", ("progress",), is_plain=True),
        Filtered(("progress",), every=_("Every state of progress"), nothing=_("Without a state of progress")),
        Grouped(("progress",), _("No state of progress"), {"progress": NOTHING}), Reported(_("Not said")),
        Refused(Edited, "A note says how it goes, on the day that it tells of."),
        Refused(Imported, "Its notes are imported, which say it in words."), choices=Progress,
    ),
    Column(
        "acceptance", _("Acceptance"), NOT_ON_CARD, Exported(), OnPage(), OnAdmin(),
        Shown("acceptance", SOONEST, "acceptance", ("acceptance",), is_plain=True), InBulk(empties=True),
        Filtered(("acceptance",), every=_("Every answer"), nothing=_("Without an answer")),
        Grouped(("acceptance",), _("No answer to a recommendation"), {"acceptance": NOTHING}),
        Reported(_("Without an answer")),
        Imported(import_synonyms.ACCEPTANCE, also=import_synonyms.ACCEPTANCES),
        Refused(Edited, "A deed of its own asks for it, and for the reason."), choices=Acceptance,
    ),
    Column(
        "review", _("To be reviewed on"), *ALONE, *ONE_BY_ONE, Shown(is_plain=True),
        Exported(("kind", "status", "owed_by", "due_order", "updated_at")),
        Filtered(("gone_quiet",)), OnPage(is_fact=True), Refused(OnAdmin, "It is counted anew each day."),
        tell=say_review,
    ),
)  # fmt: skip
