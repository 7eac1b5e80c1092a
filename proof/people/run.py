"""The house of the demo as `up` serves it, and as many people as wished who work in it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from proof.browser import TOKEN, Browser
from proof.house import house, session_of
from proof.people.load import Load, load
from tracker.accounts.models import Role, User
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp

WARM = 20


def run(folder: Path, numbers: Sequence[int], seconds: float, seed: int) -> Iterator[Load]:
    with house(folder) as port:
        browsers = [Browser(port, {"csrftoken": TOKEN, "sessionid": session_of(user)}) for user in people(max(numbers))]
        follow_ups = list(FollowUp.objects.visible_to(User.objects.get(email=email(0))).values_list("pk", flat=True))
        # Each of its processes has loaded by then what it loads when it is first asked.
        for browser in browsers[:WARM]:
            browser.get("/")
        for number in numbers:
            yield load(browsers[:number], follow_ups, seconds, seed)


def people(number: int) -> list[User]:
    found = []
    for place in range(number):
        user = User.objects.create_user(email(place), name=f"Person {place}", role=Role.OFFICER)
        Person.add(by=None, name=user.name, email=user.email, account=user)
        found.append(user)
    return found


def email(place: int) -> str:
    return f"person{place}@suivi.example"
