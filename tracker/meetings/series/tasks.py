"""What series of meetings leave to the background: their next meetings, and who holds which post by then."""

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from tracker.background.periodic_work import Periodic
from tracker.meetings.models import Series
from tracker.meetings.series.follow import follow


@task()
def make_next_meetings() -> None:
    """Each series by itself, so that one does not keep the others waiting."""
    for series in list(Series.objects.present().going_on(timezone.localdate()).order_by("pk")):
        follow(series, by=None)


NEXT = Periodic(make_next_meetings, timedelta(hours=1))
