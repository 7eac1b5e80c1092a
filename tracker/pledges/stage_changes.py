"""The stages that pledges went through, as history tells them."""

from django.db.models import DateField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, TruncDate

from tracker.history.models import Entry, EntryQuerySet
from tracker.pledges.models import Pledge, PledgeQuerySet
from tracker.pledges.stages import Stage


def stage_changes(pledges: PledgeQuerySet) -> EntryQuerySet:
    """The entries that moved one of them to another stage, and stand, each with the `day` from which it was in it."""
    rows: EntryQuerySet = Entry.objects.about(Pledge).filter(object_id__in=pledges.order_by().values("pk"))
    # Two moves of one day leave the day as it is: then it is the day on which it was written down.
    said = Cast(KT("changes__stage_since__to"), DateField())
    return rows.filter(verb="moved", undone_by=None).annotate(day=Coalesce(said, TruncDate("at")))


def stage_after(change: Entry) -> Stage:
    return Stage(change.changes["stage"]["to"])
