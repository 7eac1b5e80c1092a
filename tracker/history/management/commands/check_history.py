"""Checks the chain of history, and seals what stands by now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tracker.history.chain.check import Checked, check_chain
from tracker.history.chain.models import Seal
from tracker.history.chain.seal import AGE, seal_what_stands
from tracker.history.models import Entry


class Command(BaseCommand):
    help = (
        "Name the first entry of history that was altered, left out or put in; then seal what stands by now. Note the "
        "digest that it prints elsewhere: whoever can write the database could also write a chain anew, but not that."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--expect", default="", help="a digest noted before, which must still be in the chain")

    def handle(self, *args: Any, **options: Any) -> None:
        checked = check_chain(options["expect"])
        if checked.fault:
            raise CommandError(f"{checked.fault} {checked.sealed} before it are as they were sealed.")
        if not checked.is_expected_there:
            raise CommandError("That digest is not in the chain any more: it was written anew, or its end cut off.")
        self._say(checked)

    def _say(self, checked: Checked) -> None:
        sealed = seal_what_stands(Entry.objects, Seal.objects, timezone.now())
        last = Seal.objects.order_by("-position").first()
        count, digest = (last.position, last.digest) if last else (0, checked.digest)
        young = Entry.objects.filter(pk__gt=last.entry_id if last else 0).count()
        self.stdout.write(f"{checked.sealed} entries are as they were sealed; {sealed} were sealed now.")
        if young:
            self.stdout.write(f"{young} younger than {AGE.seconds // 60} minutes are not sealed yet.")
        self.stdout.write(f"Digest {count}: {digest}")
