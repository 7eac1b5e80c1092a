"""`manage.py demo`: something to look at in an empty database."""

from argparse import ArgumentParser
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

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sign-ins", action="store_true", help="load nothing, only say who may sign in")

    def handle(self, *, verbosity: int, sign_ins: bool, **options: Any) -> None:
        if sign_ins:
            if User.objects.filter(email=SIGN_INS[0][0]).exists():
                self.say_who_signs_in("Sign in to the demo")
            return
        if User.objects.exists() or Meeting.objects.exists():
            raise CommandError("This database holds data already: the demo loads into an empty one only.")
        load(timezone.localdate())
        if verbosity:
            self.say_who_signs_in("The demo is loaded. Sign in")

    def say_who_signs_in(self, words: str) -> None:
        self.stdout.write(f"{words} with the password {PASSWORD} as")
        self.stdout.write("\n".join(f"  {email} ({role})" for email, role in SIGN_INS))
