"""`manage.py demo`: something to look at in an empty database."""

from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.utils import timezone

from tracker.accounts.models import User
from tracker.demo.cast import PASSWORD, SIGN_INS
from tracker.demo.load import load
from tracker.meetings.models import Meeting


class Command(BaseCommand):
    help = "Loads the demo into an empty database: a visit of 2018 and eighteen months of a secretariat's work."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        if User.objects.exists() or Meeting.objects.exists():
            raise CommandError("This database holds data already: the demo loads into an empty one only.")
        load(timezone.localdate())
        if verbosity:
            self.stdout.write(f"The demo is loaded. Sign in with the password {PASSWORD} as")
            self.stdout.write("\n".join(f"  {email} ({role})" for email, role in SIGN_INS))
