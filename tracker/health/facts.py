"""How Suivi is, in words: what machines ask, for people."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.background.models import Work
from tracker.databases.reading import has_replica
from tracker.databases.replica import Lag, lag, replica
from tracker.health.state import State
from tracker.setup.facts import Fact, How
from tracker.setup.version import VERSION

# Seconds: a replica that is so far behind is of no use to anybody.
LAGS = 60


def facts_of(state: State) -> list[Fact]:
    of_replica = [_replica()] if has_replica() else []
    return [_version(state), _database(), *of_replica, _worker(state), _queue(state), _disk(state)]


def _version(state: State) -> Fact:
    words = VERSION
    if not state.unmigrated:
        return Fact(_("Version"), words)
    return Fact(
        _("Version"), words, How.WRONG, _("The database is of an older version. Run: python3 manage.py migrate")
    )


def _database() -> Fact:
    number = ".".join(map(str, connection.get_database_version()))
    return Fact(_("Database"), f"{connection.display_name} {number}")


def _replica() -> Fact:
    # Waits a little: in a quiet house its last deed is old, and what it lacks is of this moment.
    found = Lag(0, 0.0) if replica.has_all() else lag()
    label, anyway = _("Replica"), _("Pages are read from the primary meanwhile.")
    if found is None:
        return Fact(label, _("It does not answer, or is no replica any more"), How.WRONG, anyway)
    if not found.size:
        return Fact(label, _("It has all that was done"))
    said = {"size": filesizeformat(found.size), "time": timesince(timezone.now() - timedelta(seconds=found.seconds))}
    words = _("%(size)s behind, its last deed is %(time)s old") % said
    return Fact(label, words) if found.seconds < LAGS else Fact(label, words, How.MIND, anyway)


def _worker(state: State) -> Fact:
    if state.is_at_work:
        return Fact(_("Work in the background"), _("Somebody is at work"))
    words = _("Nobody is at work")
    return Fact(_("Work in the background"), words, How.WRONG, _("Start a worker: python3 manage.py worker"))


def _queue(state: State) -> Fact:
    number = Work.objects.ready().count()
    if not number or state.waits_since is None:
        return Fact(_("Waiting"), _("Nothing waits"))
    said = ngettext(
        "%(number)s piece of work, for %(time)s", "%(number)s pieces of work, the oldest for %(time)s", number
    )
    words = said % {"number": number, "time": timesince(state.waits_since, state.at, depth=1)}
    if state.keeps_up:
        return Fact(_("Waiting"), words)
    return Fact(_("Waiting"), words, How.MIND, _("More workers may run at once, here or on other machines."))


def _disk(state: State) -> Fact:
    words = _("%(size)s are free") % {"size": filesizeformat(state.free)}
    if state.has_room:
        return Fact(_("Disk"), words)
    advice = _("Below %(number)s MB writing soon fails: make room.") % {"number": settings.DISK_WARNING}
    return Fact(_("Disk"), words, How.WRONG, advice)
