"""Where one can go: the places of the house, and the views of the list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.models import User
from tracker.accounts.permissions import may_invite, may_log
from tracker.follow_ups.models import SavedView
from tracker.pages.palette.answers import Answer
from tracker.search.highlight import holds
from tracker.search.query import read

# So many are offered, and so many views are looked through.
MOST, MOST_VIEWS = 4, 100


@dataclass(frozen=True, slots=True)
class Place:
    """`key` leads there after g. `may` says to whom it opens."""

    label: Any
    view: str
    icon: str
    key: str = ""
    query: str = ""
    may: Callable[[User], bool] = lambda _user: True

    @property
    def address(self) -> str:
        return f"{reverse(self.view)}{self.query}"


PLACES = (
    Place(gettext_lazy("My desk"), "desk", "inbox", "d"),
    Place(gettext_lazy("Meetings"), "meetings:list", "calendar-days", "m"),
    Place(gettext_lazy("Follow-ups"), "follow_ups:list", "list-checks", "f", "?status=active"),
    Place(gettext_lazy("Partners"), "directory:partners", "building-2", "p"),
    Place(gettext_lazy("People"), "directory:people", "user-round", "e"),
    Place(gettext_lazy("Mandates"), "mandates:list", "file-text", "n"),
    Place(gettext_lazy("Reports"), "reports:report", "chart-column", "r"),
    Place(gettext_lazy("Report of the last quarter"), "reports:report", "chart-column", query="?period=last+quarter"),
    Place(gettext_lazy("Calendar"), "calendar", "calendar", "c"),
    Place(gettext_lazy("Preferences"), "preferences", "settings", "s"),
    Place(gettext_lazy("Help"), "guide", "circle-question-mark", "h"),
    Place(gettext_lazy("Activities"), "activities:list", "list"),
    Place(gettext_lazy("Pledges"), "pledges:list", "hand-coins"),
    Place(gettext_lazy("Series of meetings"), "meetings:series_list", "repeat"),
    Place(gettext_lazy("Views"), "follow_ups:views", "bookmark"),
    Place(gettext_lazy("Import"), "imports:imports", "upload", may=may_log),
    Place(gettext_lazy("How Suivi is"), "health:how", "heart-pulse", may=may_invite),
    Place(gettext_lazy("Admin site"), "admin:index", "wrench", may=may_invite),
    Place(gettext_lazy("Keys"), "keys", "keyboard", "?"),
)


def open_places(user: User) -> list[Place]:
    return [place for place in PLACES if place.may(user)]


def places(user: User, typed: str) -> list[Answer]:
    """Those in whose name the words stand, what begins with them first; without words those that have a key."""
    known = open_places(user)
    if not (terms := read(typed)):
        return [_answer(place) for place in known if place.key] if not typed else []
    found = [_answer(place) for place in known if holds(str(place.label), terms)]
    views = [view for view in SavedView.objects.visible_to(user)[:MOST_VIEWS] if holds(view.name, terms)]
    found += [Answer(view.name, view.get_absolute_url(), "bookmark", _("View")) for view in views]
    return sorted(found, key=lambda answer: not answer.begins(typed))[:MOST]


def _answer(place: Place) -> Answer:
    key = f"g {place.key}" if place.key.isalpha() else place.key
    return Answer(str(place.label), place.address, place.icon, key=key)
