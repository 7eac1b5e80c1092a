"""The house of the demo: its people, directory and mandates, found again by their keys."""

from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password

from tracker.accounts.models import User
from tracker.demo.back_dating import back_dated
from tracker.demo.cast import CAST, PASSWORD, Member
from tracker.demo.days import day, moment
from tracker.demo.organisations import COUNTRIES, OURS, PARTNERS, WEBSITES
from tracker.demo.people import PEOPLE, REACHED
from tracker.demo.story import Day
from tracker.directory.models import Appointment, Organisation, Person
from tracker.kit.dates.as_said import DateAsSaid
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate

SETTLED_ON = date(2018, 5, 2)
LAST_VISIT = -4


class House:
    def __init__(self, today: date) -> None:
        self.today = today
        self.users: dict[str, User] = {}
        self.organisations: dict[str, Organisation] = {}
        self.people: dict[str, Person] = {}
        self.mandates: dict[str, Mandate] = {}
        self._deeds_of: dict[date, int] = {}

    def day(self, number: Day) -> date:
        return day(self.today, number)

    def back_dated(self, on: date) -> Any:
        """What is done inside comes after all that was told of the day `on`."""
        before = self._deeds_of.get(on, 0)
        self._deeds_of[on] = before + 1
        return back_dated(moment(on, before))

    def settle(self) -> None:
        """Accounts and the directory stand before the first meeting."""
        secret = make_password(PASSWORD)
        for member in CAST:
            self._take_in(member, secret)
        with self.back_dated(SETTLED_ON):
            self._fill_directory()

    def values(self, given: dict[str, Any]) -> dict[str, Any]:
        """`given` with rows for keys and dates for days."""
        return {name: self._value(name, value) for name, value in given.items()}

    def _value(self, name: str, value: Any) -> Any:
        match name:
            case "owner" | "done_by" | "speaker":
                return self.people[value]
            case "unit" | "partner" | "waiting_on" | "organiser":
                return self.organisations[value]
            case "due_on" | "review_on" | "reply_by" | "first" | "last":
                return value if value is None or isinstance(value, DateAsSaid) else self.day(value)
            case "mandates":
                return [self._target(*key.split()) for key in value]
        return value

    def _target(self, key: str, number: str = "") -> Target:
        """The mandate as a whole, or its paragraph of that number."""
        mandate = self.mandates[key]
        return Target(mandate, mandate.paragraphs.get(number=number) if number else None)

    def _take_in(self, member: Member, secret: str) -> None:
        user = User.objects.create(
            email=member.email,
            password=secret,
            name=member.name,
            role=member.role,
            sees_restricted=member.sees_restricted,
            language=member.language,
            # What came after their last visit is new to them.
            desk_opened_at=moment(self.day(LAST_VISIT), 0),
        )
        User.objects.filter(pk=user.pk).update(date_joined=moment(SETTLED_ON, 0))
        self.users[member.key] = user

    def _fill_directory(self) -> None:
        by = self.users["jonas"]
        for is_ours, rows in ((True, OURS), (False, PARTNERS)):
            for key, name, short_name, parent in rows:
                self.organisations[key] = Organisation.add(
                    by=by,
                    name=name,
                    short_name=short_name,
                    parent=self.organisations.get(parent),
                    is_ours=is_ours,
                    website=WEBSITES.get(key, ""),
                    country=COUNTRIES.get(key, ""),
                )
        for member in CAST:
            account, (telephone, _mail) = self.users[member.key], REACHED[member.key]
            person = Person.add(by=by, name=member.name, telephone=telephone, email=member.email, account=account)
            self._appoint(member.key, person, member.unit, title=member.post)
        for post in PEOPLE:
            telephone, email = REACHED.get(post.key, ("", ""))
            person = Person.add(by=by, name=post.name, telephone=telephone, email=email)
            self._appoint(post.key, person, post.organisation, title=post.title, since=post.since, until=post.until)

    def _appoint(self, key: str, person: Person, organisation: str, **values: Any) -> None:
        self.people[key] = person
        Appointment.objects.create(person=person, organisation=self.organisations[organisation], **values)
