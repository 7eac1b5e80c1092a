"""Grows the directory and the mandates: accounts, organisations in a tree, people with their posts."""

from datetime import date, timedelta

from bench.growing import words
from bench.growing.house import House
from tracker.accounts.models import Role, User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.kit.text import fold
from tracker.mandates.models import Mandate, Paragraph

PARAGRAPHS = 6


def grow_directory(house: House, follow_ups: int) -> None:
    """Make it as large as that of a house with so many follow-ups."""
    grow_organisations(house, between(30, follow_ups // 250, 400))
    grow_accounts(house, between(10, follow_ups // 200, 60))
    grow_people(house, between(100, follow_ups // 25, 4_000))
    grow_mandates(house, between(20, follow_ups // 500, 200))


def between(least: int, number: int, most: int) -> int:
    return max(least, min(number, most))


def grow_organisations(house: House, to: int) -> None:
    """Three levels: a fifth stand alone or above others, the rest are parts of them, or parts of these."""
    above = list(Organisation.objects.partners().filter(parent=None))
    missing = to - Organisation.objects.partners().count()
    for share in (0.2, 0.5, 0.3):
        rows = [_organisation(house, above, share) for _number in range(round(missing * share))]
        above = Organisation.objects.bulk_create(rows) or above


def _organisation(house: House, above: list[Organisation], share: float) -> Organisation:
    if share == 0.2:
        row = Organisation(name=words.organisation_name(house.random))
    else:
        parent = house.random.choice(above)
        row = Organisation(name=f"{house.random.choice(words.PARTS)}, {parent.name}"[:200], parent=parent)
    row.folded = fold(row.name)
    return row


def grow_accounts(house: House, to: int) -> None:
    """Officers, each with a person and a post in one of our units; they cannot sign in."""
    taken = User.objects.count()
    names = [words.person_name(house.random) for _number in range(taken, to)]
    users = [
        User(email=f"officer{number}@grown.example", name=name, role=Role.OFFICER, password="!")
        for number, name in enumerate(names, taken)
    ]
    people = [
        Person(name=user.name, email=user.email, account=user, folded=fold(user.name))
        for user in User.objects.bulk_create(users)
    ]
    _appoint(house, Person.objects.bulk_create(people), house.units)


def grow_people(house: House, to: int) -> None:
    """One in eight works for us; all others for a partner."""
    names = [words.person_name(house.random) for _number in range(Person.objects.count(), to)]
    people = Person.objects.bulk_create([Person(name=name, folded=fold(name)) for name in names])
    ours = len(people) // 8
    _appoint(house, people[:ours], house.units)
    _appoint(house, people[ours:], list(Organisation.objects.partners()))


def _appoint(house: House, people: list[Person], organisations: list[Organisation]) -> None:
    Appointment.objects.bulk_create(
        Appointment(
            person=person, organisation=house.random.choice(organisations), title=house.random.choice(words.POSTS)
        )
        for person in people
    )


def grow_mandates(house: House, to: int) -> None:
    taken = Mandate.objects.count()
    mandates = Mandate.objects.bulk_create([_mandate(house, number) for number in range(taken, to)])
    Paragraph.objects.bulk_create(
        Paragraph(mandate=mandate, number=str(position + 1), position=position, text=f"Calls for work on {subject}.")
        for mandate in mandates
        for position, subject in enumerate(house.random.sample(words.SUBJECTS, PARAGRAPHS))
    )


def _mandate(house: House, number: int) -> Mandate:
    adopted_on: date = house.today - timedelta(days=house.random.randrange(60, 4_000))
    mandate = Mandate(
        kind=house.random.choice(Mandate.Kind.values),
        symbol=f"G/{adopted_on.year}/{number}",
        title=f"Work on {house.random.choice(words.SUBJECTS)} {house.random.choice(words.TURNS)}",
        adopted_on=adopted_on,
    )
    mandate.folded = fold(f"{mandate.symbol} {mandate.title}")
    return mandate
