"""A meeting that everybody sees would tell of a series that only some know of: neither is opened or closed so."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import User
from tracker.history.opening.traces import TRACES
from tracker.meetings.models.meeting import Meeting
from tracker.meetings.models.series import Series


def traces_of_series(things: Sequence[Any], _by: User | None) -> dict[int, str]:
    """The general meetings of restricted series among these. What nobody touched is closed with its series."""
    meetings, series = ([each.pk for each in things if isinstance(each, noun)] for noun in (Meeting, Series))
    if not meetings and not series:
        return {}
    among = Q(pk__in=meetings) | Q(series__in=series)
    rows = Meeting._base_manager.filter(among, classification=GENERAL, series__classification=RESTRICTED)
    said = _(
        "A meeting that everybody sees would tell of a restricted series. Let both be general, or both restricted."
    )
    today = timezone.localdate()
    return {row.pk: said for row in rows if row.pk in meetings or not row.follows_on(today)}


TRACES.append(traces_of_series)
