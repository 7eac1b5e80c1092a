"""Who is asked before what was promised is changed, in words."""

from django.utils.translation import gettext as _

from tracker.follow_ups.choices import OwedBy
from tracker.follow_ups.models import FollowUp


def whom_to_ask(follow_up: FollowUp) -> str:
    """What we owe to a partner, to them; what they owe, to us; what nobody outside waits for, to its unit."""
    if follow_up.owed_by == OwedBy.PARTNER:
        return str(follow_up.unit or _("our own house"))
    return str(follow_up.partner or follow_up.unit or _("a manager"))
