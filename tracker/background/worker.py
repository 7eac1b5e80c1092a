"""One who works off the queue: says that it is there, takes over from the dead, and tries again what failed."""

import logging
import signal
import threading
from types import FrameType
from typing import Any

from django.apps import apps
from django.db import Error, close_old_connections, connections
from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

from tracker.background.models import BEAT, Beat
from tracker.background.periodic_work import Periodic, enqueue_periodic
from tracker.background.retries import requeue_abandoned, try_later
from tracker.setup.watch.work import work_watched

log = logging.getLogger(__name__)


class Worker(QueueWorker):
    def __init__(self, *, batch: bool = False, interval: float = 1) -> None:
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        names = [name for config in apps.get_app_configs() for name in getattr(config, "periodic", ())]
        self.periodic: dict[str, Periodic] = {name: import_string(name) for name in names}
        self.stopped = threading.Event()

    def work(self) -> None:
        """Until it is told to stop; with `batch` until nothing is left to do now."""
        self.beat()
        beating = threading.Thread(target=self.keep_beating, daemon=True)
        beating.start()
        try:
            self.run()
        finally:
            self.stopped.set()
            beating.join()

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """The first signal lets it finish what it does; the second ends it."""
        self.running = False
        self.stopped.set()
        if not self.running_task:
            raise SystemExit(0)
        signal.signal(signum, signal.SIG_DFL)

    def run_task(self, db_task_result: DBTaskResult[..., Any]) -> None:
        with work_watched(str(db_task_result.pk), db_task_result.task_path):
            super().run_task(db_task_result)
            if db_task_result.status == TaskResultStatus.FAILED:
                log.error("%s failed:\n%s", db_task_result.task_path, db_task_result.traceback)
        if db_task_result.status == TaskResultStatus.FAILED:
            try_later(db_task_result)

    def beat(self) -> None:
        now = timezone.now()
        Beat.objects.update_or_create(worker=self.worker_id, defaults={"at": now})
        requeue_abandoned()
        enqueue_periodic(self.periodic, now)

    def keep_beating(self) -> None:
        while not self.stopped.wait(BEAT.total_seconds()):
            close_old_connections()
            try:
                self.beat()
            except Error:
                # The database is away, or busy beyond all patience: so is everybody who would miss this.
                log.warning("A worker could not say that it is there.", exc_info=True)
        try:
            Beat.objects.filter(worker=self.worker_id).delete()
        finally:
            connections.close_all()
