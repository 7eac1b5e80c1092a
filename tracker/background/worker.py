"""One who works off the queue: says that it is there, takes over from the dead, and tries again what failed."""

import logging
import signal
import threading
from types import FrameType
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import Error, close_old_connections, connections
from django.tasks import TaskResultStatus
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

from tracker.background.models import BEAT, Beat, database_now
from tracker.background.periodic_work import Periodic, enqueue_periodic
from tracker.background.retries import requeue_abandoned, try_later
from tracker.background.time_limit import run_within, too_long
from tracker.setup.serving.supervisor import READY, STOPPING, show_life, tell_supervisor
from tracker.setup.watch.work import watched

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
        try:
            self.beat()
        except Error:
            # The disk is full, or the database away: whoever starts another in its place does so once a beat.
            self.stopped.wait(BEAT.total_seconds())
            raise
        tell_supervisor(READY)
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
        tell_supervisor(STOPPING)
        if not self.running_task:
            raise SystemExit(0)
        signal.signal(signum, signal.SIG_DFL)

    @watched
    def run_task(self, db_task_result: DBTaskResult[..., Any]) -> None:
        if not run_within(settings.TASK_SECONDS, db_task_result, super().run_task):
            log.error("%s was ended: %s", db_task_result.task_path, too_long(settings.TASK_SECONDS))
        elif db_task_result.status == TaskResultStatus.FAILED:
            log.error("%s failed:\n%s", db_task_result.task_path, db_task_result.traceback)
            try_later(db_task_result)

    def beat(self) -> None:
        Beat.keep(self.worker_id)
        requeue_abandoned()
        enqueue_periodic(self.periodic, database_now())
        show_life()

    def keep_beating(self) -> None:
        while not self.stopped.wait(BEAT.total_seconds()):
            close_old_connections()
            try:
                self.beat()
            except Error:
                # The database is away, or busy beyond all patience: so is everybody who would miss this.
                log.warning("A worker could not say that it is there.", exc_info=True)
                show_life()
        try:
            Beat.objects.filter(worker=self.worker_id).delete()
        finally:
            connections.close_all()
