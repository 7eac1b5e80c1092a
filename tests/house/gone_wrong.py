"""What went wrong in the house: work that was given up, and an error of ours."""

from typing import Any

from django.utils import timezone

from tracker.background.models import Work
from tracker.background.periodic_work import forget
from tracker.health.models import Fault


def gone_wrong() -> dict[str, Any]:
    work = Work.objects.filter(pk=forget.enqueue().id)
    work.update(
        status="FAILED", worker_ids=["one"], finished_at=timezone.now(), exception_class_path="builtins.OSError"
    )
    place = "tracker/reports/cuts.py, rows_of, line 41"
    fault = Fault.note("ValueError", place, address="/reports/", request="5f0c2a9d01b7e3c4")
    return {"given_up": work.get().pk, "fault": fault.pk}
