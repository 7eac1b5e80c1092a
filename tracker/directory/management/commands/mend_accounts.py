"""`manage.py mend_accounts`: gives its person to every account that has none."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tracker.accounts.models import User
from tracker.directory.person_of_account import candidates_for, settle
from tracker.history.models import Channel

DOUBT = "may be somebody who is there already. If so, give them this account, on the admin site under People."


class Command(BaseCommand):
    help = "Shows what accounts without a person in the directory would be given; --apply gives it to them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--apply", action="store_true", help="do it")

    def handle(self, *, apply: bool, **options: Any) -> None:
        told = {user: words for user in User.objects.filter(person=None) if (words := what_becomes_of(user))}
        for user, words in told.items():
            self.stdout.write(f"{user.email}: {words}")
        if not told:
            self.stdout.write("Every account has its person.")
        elif apply:
            mended = [settle(user, by=None, is_asked=True, channel=Channel.SYSTEM) for user in told]
            self.stdout.write(f"Done: {sum(map(bool, mended))} accounts have their person.")
        else:
            self.stdout.write("Nothing is changed yet. To do it: python3 manage.py mend_accounts --apply")


def what_becomes_of(user: User) -> str:
    """Empty for a closed account that is nobody: it needs no person any more."""
    found = candidates_for(user)
    if person := found.unmistakable:
        return f"gets {person} (number {person.pk}), who has no account."
    if found.people:
        return DOUBT
    return "is nobody in the directory, and is added to it." if user.is_active else ""
