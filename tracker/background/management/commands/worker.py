"""`manage.py worker`: works off what pages leave to the background. `up` starts one beside the web server."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tracker.background.worker import Worker


class Command(BaseCommand):
    help = "Does in the background what pages leave to it, until Ctrl-C. Several may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="stop once nothing is left to do")

    def handle(self, *, batch: bool, **options: Any) -> None:
        worker = Worker(batch=batch)
        worker.configure_signals()
        worker.work()
