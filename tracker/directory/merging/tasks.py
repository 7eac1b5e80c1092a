"""What merging leaves to the background."""

from datetime import timedelta

from django.tasks import task

from tracker.background.periodic_work import Periodic
from tracker.directory.merging.merge import move_late
from tracker.directory.merging.models import Merge
from tracker.directory.merging.naming_rows import naming
from tracker.directory.models import Organisation, Person


@task()
def move_what_came_late() -> None:
    """Who names somebody while another person merges them is not made to wait for that; few ever do."""
    for model in (Organisation, Person):
        late = set[int]()
        for each in naming(model):
            gone = each.rows.filter(**{f"{each.column}__merged_into__isnull": False})
            late |= {*gone.order_by().values_list(each.column, flat=True).distinct()}
        for done in Merge.objects.filter(merged_id__in=late, undone_at=None, kind__model=model._meta.model_name):
            move_late(done)


LATE = Periodic(move_what_came_late, timedelta(hours=1))
