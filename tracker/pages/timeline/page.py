"""A partner's timeline: what happened with it and its parts and is to come, of every noun, newest first."""

import re
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple, Self

from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.databases.reading import read_from_replica
from tracker.directory.models import Organisation
from tracker.lists.keyset_ordering import beyond
from tracker.pages.timeline.moment import Moment
from tracker.pages.timeline.sources import KINDS, SOURCES

MOST = 50
ENDLESS = 2**63 - 1


class Place(NamedTuple):
    """Where a row stands: its day, the number of its source on that day, and its key there."""

    day: date
    source: int
    key: int

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}.{self.source}.{self.key}"

    @classmethod
    def read(cls, typed: str) -> Self | None:
        """None where it is no place, which stands before the first row."""
        found = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.([0-9]{1,2})\.([0-9]{1,15})", typed)
        try:
            return cls(date.fromisoformat(found[1]), int(found[2]), int(found[3])) if found else None
        except ValueError:
            return None

    def within(self, source: int) -> tuple[date, int]:
        """What the rows of that source come after, newest first: on this day they may all follow, some, or none."""
        if source == self.source:
            return self.day, self.key
        return self.day, 0 if source < self.source else ENDLESS


@read_from_replica
@require_safe
def timeline(request: Request, pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    kind = request.GET.get("show", "")
    moments, earlier = read_timeline(organisation, request.user, kind, Place.read(request.GET.get("before", "")))
    today = timezone.localdate()
    context = {
        "organisation": organisation,
        "kinds": KINDS.items(),
        "kind": kind if kind in KINDS else "",
        "years": [(head, list(rows)) for head, rows in groupby(moments, lambda moment: _head(moment, today))],
        "earlier": str(earlier) if earlier else "",
    }
    return render(request, "pages/timeline.html", context)


def read_timeline(
    organisation: Organisation, user: User, kind: str = "", after: Place | None = None, most: int = MOST
) -> tuple[list[Moment], Place | None]:
    """The first so many that follow a place, newest first, of one kind or of all; and the place before earlier ones.

    Of each source only the days and keys of so many are read, and of those that stand on the page the rows.
    """
    asked = {number: source for number, source in enumerate(SOURCES) if kind not in KINDS or source.kind == kind}
    rows = {number: source.rows(organisation, user).filter(day__isnull=False) for number, source in asked.items()}
    found = [place for number in rows for place in _places(rows[number], number, after, most + 1)]
    found.sort(key=lambda place: (-place.day.toordinal(), place.source, -place.key))
    shown = found[:most]
    told: dict[tuple[int, int], Moment] = {}
    for number in {place.source for place in shown}:
        keys = [place.key for place in shown if place.source == number]
        told |= {(number, row.pk): SOURCES[number].tell(row, organisation) for row in rows[number].filter(pk__in=keys)}
    moments = [told[place.source, place.key] for place in shown if (place.source, place.key) in told]
    return moments, shown[-1] if len(found) > most else None


def _places(rows: QuerySet[Any], source: int, after: Place | None, most: int) -> list[Place]:
    following = beyond(rows, ("day", "pk"), after and after.within(source), falling=True).annotate(on=F("day"))
    return [Place(day, source, key) for day, key in following.values_list("on", "pk")[:most]]


def _head(moment: Moment, today: date) -> str:
    return _("To come") if moment.day > today else str(moment.day.year)
