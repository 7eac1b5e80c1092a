"""`manage.py createsuperuser`: as Django's own, and whoever it makes stands in the directory."""

from typing import Any

from django.contrib.auth.management.commands import createsuperuser

from tracker.accounts.models import User
from tracker.directory.person_of_account import Candidates, candidates_for, settle, stand_behind
from tracker.history.models import Channel


class Command(createsuperuser.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        before = set(User.objects.values_list("pk", flat=True))
        super().handle(*args, **options)
        for user in User.objects.exclude(pk__in=before).filter(person=None):
            self.introduce(user, ask=options["interactive"])

    def introduce(self, user: User, *, ask: bool) -> None:
        """Give the account its person, and say who that is."""
        found = candidates_for(user)
        if ask and found.people and not found.unmistakable:
            stand_behind(user, self.asked(found), by=user, channel=Channel.SYSTEM)
        person = settle(user, by=user, is_asked=True, channel=Channel.SYSTEM)
        if person is None:
            self.stdout.write("Several people in the directory may be this person. Sign in: Suivi asks which.")
        elif person in found.people:
            self.stdout.write(f"{person} was in the directory (number {person.pk}) and has this account now.")
        else:
            self.stdout.write(f"{person} stands in the directory now.")

    def asked(self, found: Candidates) -> Any:
        """Whom they choose; None: none of them."""
        choices = {str(number): person for number, person in enumerate(found.people, 1)}
        self.stdout.write("The directory knows of somebody like that already:")
        for number, person in choices.items():
            self.stdout.write(f"  {number}  {person.label}")
        self.stdout.write("  0  somebody else")
        while True:
            typed = input("Which of them is it? ").strip()
            if typed == "0" or typed in choices:
                return choices.get(typed)
