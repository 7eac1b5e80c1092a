"""Words that were never firmed up, by who spoke them."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from tracker.directory.models import Organisation
from tracker.kit.date_formats import format_date
from tracker.pledges.models import Pledge, PledgeQuerySet

MOST = 30


@dataclass(frozen=True, slots=True)
class Ageing:
    """A donor with the pledges to ask about, the oldest first, each with a sentence."""

    donor: Organisation
    pledges: list[tuple[Pledge, str]]


def ageing(pledges: PledgeQuerySet, today: date) -> list[Ageing]:
    """At most `MOST` pledges, by donor."""
    rows = pledges.ageing(today).with_names().order_by("donor__name", "donor", "made_on", "id")[:MOST]
    return [
        Ageing(donor, [(pledge, aged(pledge, today)) for pledge in of_donor])
        for donor, of_donor in groupby(rows, key=lambda pledge: pledge.donor)
    ]


def aged(pledge: Pledge, today: date) -> str:
    """Such as "Indicated at the meeting of 25 May 2018, not committed after 120 days"."""
    day = pledge.meeting.held_on if pledge.meeting else pledge.made_on
    said = {
        "stage": pledge.get_stage_display(),
        "day": format_date(day),
        "days": number_format((today - pledge.made_on).days, force_grouping=True),
    }
    if pledge.meeting:
        return _("%(stage)s at the meeting of %(day)s, not committed after %(days)s days") % said
    return _("%(stage)s on %(day)s, not committed after %(days)s days") % said
