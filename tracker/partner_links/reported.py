"""What was reported of something by links of a partner, as its contacts read it again."""

from dataclasses import dataclass
from datetime import datetime

from tracker.accounts import permissions
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.history.opening.former_words import is_readable
from tracker.partner_links.models import LinkUse

MOST_REPORTS = 20


@dataclass(frozen=True, slots=True)
class Reported:
    at: datetime
    by: str
    what: str
    words: str


def reports_on(follow_up: FollowUp, organisation: Organisation) -> list[Reported]:
    """The newest first."""
    uses = LinkUse.objects.deeds().of_partner(organisation).filter(follow_up=follow_up)
    return [_reported(use) for use in uses.select_related("link__person", "entry")[:MOST_REPORTS]]


def _reported(use: LinkUse) -> Reported:
    entry = use.entry
    words = entry.note if entry and is_readable(entry, permissions.anybody()) else ""
    return Reported(use.at, str(use.link.person), use.get_did_display(), words)
