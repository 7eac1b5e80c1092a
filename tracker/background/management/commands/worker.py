"""`manage.py worker`: works off what pages leave to the background. `up` starts one beside the web server."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tracker.background.worker import Worker
from tracker.setup.database_ready import plain_words, refuse_newer, refuse_older, refuse_without_key


class Command(BaseCommand):
    help = "Does in the background what pages leave to it, until Ctrl-C or SIGTERM. Several may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="stop once nothing is left to do")

    def handle(self, *, batch: bool, **options: Any) -> None:
        with plain_words():
            refuse_without_key()
            refuse_newer()
            refuse_older()
        worker = Worker(batch=batch)
        worker.configure_signals()
        # Whoever started it starts it again, with what stands there by then.
        signal.signal(signal.SIGHUP, worker.shutdown)
        worker.work()
